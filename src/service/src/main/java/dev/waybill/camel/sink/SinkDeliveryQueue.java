package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.SinkListener;
import dev.waybill.alert.UndeliveredStore;
import dev.waybill.alert.UndeliveredStore.Waiting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one sink. Events of one incident keep their order: behind one that waits, or is being
 * tried again, later ones wait, too. One at a time holds the lane.
 */
final class SinkDeliveryQueue {
  private static final Logger LOG = LoggerFactory.getLogger(SinkDeliveryQueue.class);

  /** After an event was given up for now: long enough that a storm does not wait for each. */
  private static final Duration REST = Duration.ofSeconds(30);

  private static final Duration LONGEST_REST = Duration.ofHours(1);

  private final String name;
  private final Sink sink;
  private final UndeliveredStore store;
  private final SinkListener listener;
  private final Clock clock;
  private final Map<String, String> trying = new HashMap<>();
  private List<Waiting> backlog = List.of();
  private Instant restsUntil = Instant.EPOCH;

  SinkDeliveryQueue(
      String name, Sink sink, UndeliveredStore store, SinkListener listener, Clock clock) {
    this.name = name;
    this.sink = sink;
    this.store = store;
    this.listener = listener;
    this.clock = clock;
  }

  /** Whether an event can wait for it. */
  boolean canWait() {
    return sink.canFail();
  }

  boolean needsReminding() {
    return sink.needsReminding();
  }

  /** Sends an event, or keeps it behind others. */
  synchronized void send(AlertEvent event, Instant since) {
    String incident = IncidentName.of(event.uid());
    look();
    if (backlog.stream().anyMatch(it -> it.eventId().equals(event.eventId()))) {
      return;
    }
    if (isResting() || isBehind(event, incident)) {
      keep(event, since);
      return;
    }
    trying.put(incident, event.eventId());
    deliver(event);
    settled(event);
    listener.delivered(name);
  }

  /** Says again what still lasts; nobody keeps it, as it is said again soon. */
  synchronized void remind(AlertEvent event) {
    String incident = IncidentName.of(event.uid());
    if (!isResting() && !isBehind(event, incident)) {
      deliver(event);
    }
  }

  /** Keeps an event that was tried often enough, and leaves the sink alone for a while. */
  synchronized void giveUp(AlertEvent event, Instant since) {
    rest(REST);
    keep(event, since);
  }

  synchronized void refuse(AlertEvent event) {
    store.refuse(name, event);
    settled(event);
    listener.refused(name);
  }

  /** Sends what waits, the oldest first, until the sink does not take one. */
  void again() {
    for (Waiting waiting : lookAgain()) {
      if (!again(waiting)) {
        return;
      }
    }
  }

  private synchronized List<Waiting> lookAgain() {
    look();
    return backlog;
  }

  /** Whether the next one may be tried. */
  private synchronized boolean again(Waiting waiting) {
    if (isResting()) {
      return false;
    }
    if (trying.containsKey(waiting.incident())) {
      return true;
    }
    AlertEvent event = read(waiting);
    if (event == null) {
      return true;
    }
    try {
      deliver(event);
      listener.delivered(name);
    } catch (SinkUnavailableException e) {
      LOG.warn("alerts wait for {}: {}", name, e.getMessage());
      return false;
    } catch (SinkRefusedException e) {
      LOG.error("alert {} is refused for good: {}", waiting.place(), e.getMessage());
      store.refuse(name, event);
      listener.refused(name);
    }
    store.remove(waiting);
    forget(waiting);
    return true;
  }

  /** Null when somebody else has delivered it, or when it cannot be read, which is told. */
  private @Nullable AlertEvent read(Waiting waiting) {
    try {
      return store.read(waiting).orElse(null);
    } catch (IllegalArgumentException e) {
      LOG.error("what waits at {} {}; remove it", waiting.place(), e.getMessage());
      return null;
    }
  }

  private void deliver(AlertEvent event) {
    try {
      sink.send(event);
    } catch (SinkUnavailableException e) {
      rest(e.pause());
      throw e;
    } catch (SinkRefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("the sink {} failed", name, e);
      throw new SinkUnavailableException(name + " failed: " + e.getClass().getSimpleName());
    }
  }

  private void keep(AlertEvent event, Instant since) {
    store.keep(name, since, event);
    settled(event);
    listener.undelivered(name);
    LOG.warn("alert {} waits for {} and will be told again", event.eventId(), name);
  }

  private void settled(AlertEvent event) {
    boolean unused = trying.remove(IncidentName.of(event.uid()), event.eventId());
  }

  private boolean isBehind(AlertEvent event, String incident) {
    String tried = trying.get(incident);
    return (tried != null && !tried.equals(event.eventId()))
        || backlog.size() >= UndeliveredStore.MOST
        || backlog.stream().anyMatch(it -> it.incident().equals(incident));
  }

  /** A store that is down must not keep alerts back; then what was last seen there holds. */
  private void look() {
    if (!canWait()) {
      return;
    }
    try {
      backlog = store.waiting(name);
      listener.waiting(name, backlog.size());
    } catch (RuntimeException e) {
      LOG.warn("what waits for {} is not known: {}", name, e.getMessage());
    }
  }

  private void forget(Waiting gone) {
    backlog = backlog.stream().filter(it -> !it.equals(gone)).toList();
    listener.waiting(name, backlog.size());
  }

  private boolean isResting() {
    return clock.instant().isBefore(restsUntil);
  }

  private void rest(Duration pause) {
    Duration bounded = pause.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : pause;
    Instant until = clock.instant().plus(bounded);
    restsUntil = until.isAfter(restsUntil) ? until : restsUntil;
  }
}
