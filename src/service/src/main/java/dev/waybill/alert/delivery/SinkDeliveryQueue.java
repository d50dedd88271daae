package dev.waybill.alert.delivery;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.delivery.UndeliveredStore.Waiting;
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
 * Ordered delivery of events to one sink. While an event of an incident waits or is being retried,
 * later events of that incident wait behind it. Thread-safe: deliveries to one sink are sequential.
 */
final class SinkDeliveryQueue {
  private static final Logger LOG = LoggerFactory.getLogger(SinkDeliveryQueue.class);

  /** Long enough that a storm of events does not wait for each failing attempt. */
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

  private static final Duration MAX_PAUSE = Duration.ofHours(1);

  private final String name;
  private final Sink sink;
  private final UndeliveredStore store;
  private final SinkListener listener;
  private final Clock clock;

  /** Event id by incident of the events whose delivery the route is still retrying. */
  private final Map<String, String> inProgress = new HashMap<>();

  private List<Waiting> backlog = List.of();
  private Instant pausedUntil = Instant.EPOCH;

  SinkDeliveryQueue(
      String name, Sink sink, UndeliveredStore store, SinkListener listener, Clock clock) {
    this.name = name;
    this.sink = sink;
    this.store = store;
    this.listener = listener;
    this.clock = clock;
  }

  /** Returns whether events can wait for this sink. */
  boolean canWait() {
    return sink.canFail();
  }

  boolean needsReminders() {
    return sink.needsReminders();
  }

  /**
   * Delivers an event, or keeps it behind earlier events of its incident.
   *
   * @param since time of the first delivery attempt
   * @throws SinkUnavailableException when the sink does not accept the event now
   * @throws AlertRejectedException when the sink will never accept the event
   */
  synchronized void deliver(AlertEvent event, Instant since) {
    String incident = IncidentName.of(event.uid());
    refreshBacklog();
    if (backlog.stream().anyMatch(it -> it.eventId().equals(event.eventId()))) {
      return;
    }
    if (isPaused() || isBehind(event, incident)) {
      keep(event, since);
      return;
    }
    inProgress.put(incident, event.eventId());
    send(event);
    finish(event);
    listener.delivered(name);
  }

  /** Sends a reminder; a failed one is not kept because the next reminder follows soon. */
  synchronized void remind(AlertEvent event) {
    String incident = IncidentName.of(event.uid());
    if (!isPaused() && !isBehind(event, incident)) {
      send(event);
    }
  }

  /** Keeps an event whose retries ran out, and pauses the sink. */
  synchronized void giveUp(AlertEvent event, Instant since) {
    pause(PAUSE_AFTER_FAILURE);
    keep(event, since);
  }

  /** Sets aside an event that the sink rejected for good. */
  synchronized void reject(AlertEvent event) {
    store.reject(name, event);
    finish(event);
    listener.rejected(name);
  }

  /** Delivers waiting events, oldest first, until the sink fails to accept one. */
  void retry() {
    for (Waiting waiting : refreshedBacklog()) {
      if (!retry(waiting)) {
        return;
      }
    }
  }

  private synchronized List<Waiting> refreshedBacklog() {
    refreshBacklog();
    return backlog;
  }

  /** Returns whether the next waiting event may be tried. */
  private synchronized boolean retry(Waiting waiting) {
    if (isPaused()) {
      return false;
    }
    if (inProgress.containsKey(waiting.incident())) {
      return true;
    }
    AlertEvent event = read(waiting);
    if (event == null) {
      return true;
    }
    try {
      send(event);
      listener.delivered(name);
    } catch (SinkUnavailableException e) {
      LOG.warn("retry failed sink={} undelivered={}: {}", name, backlog.size(), e.getMessage());
      return false;
    } catch (AlertRejectedException e) {
      LOG.error("alert rejected sink={} event={}: {}", name, waiting.place(), e.getMessage());
      store.reject(name, event);
      listener.rejected(name);
    }
    store.remove(waiting);
    removeFromBacklog(waiting);
    return true;
  }

  /** Returns null when another replica delivered the event, or when it cannot be read. */
  private @Nullable AlertEvent read(Waiting waiting) {
    try {
      return store.read(waiting).orElse(null);
    } catch (IllegalArgumentException e) {
      LOG.error(
          "skipping undelivered alert sink={} event={}: {}; delete that object",
          name,
          waiting.place(),
          e.getMessage());
      return null;
    }
  }

  private void send(AlertEvent event) {
    try {
      sink.send(event);
    } catch (SinkUnavailableException e) {
      pause(e.pause());
      throw e;
    } catch (AlertRejectedException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("delivery failed sink={}", name, e);
      throw new SinkUnavailableException(name + " failed: " + e.getClass().getSimpleName());
    }
  }

  private void keep(AlertEvent event, Instant since) {
    store.keep(name, since, event);
    finish(event);
    listener.undelivered(name);
    LOG.warn("alert undelivered sink={} event={}, retrying later", name, event.eventId());
  }

  private void finish(AlertEvent event) {
    boolean unused = inProgress.remove(IncidentName.of(event.uid()), event.eventId());
  }

  private boolean isBehind(AlertEvent event, String incident) {
    String earlier = inProgress.get(incident);
    return (earlier != null && !earlier.equals(event.eventId()))
        || backlog.size() >= UndeliveredStore.PAGE_SIZE
        || backlog.stream().anyMatch(it -> it.incident().equals(incident));
  }

  /** Keeps the last known backlog when the store is down, so that alerts are still delivered. */
  private void refreshBacklog() {
    if (!canWait()) {
      return;
    }
    try {
      backlog = store.waiting(name);
      listener.waiting(name, backlog.size());
    } catch (RuntimeException e) {
      LOG.warn("listing undelivered alerts failed sink={}: {}", name, e.getMessage());
    }
  }

  private void removeFromBacklog(Waiting gone) {
    backlog = backlog.stream().filter(it -> !it.equals(gone)).toList();
    listener.waiting(name, backlog.size());
  }

  private boolean isPaused() {
    return clock.instant().isBefore(pausedUntil);
  }

  private void pause(Duration requested) {
    Duration bounded = requested.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : requested;
    Instant until = clock.instant().plus(bounded);
    pausedUntil = until.isAfter(pausedUntil) ? until : pausedUntil;
  }
}
