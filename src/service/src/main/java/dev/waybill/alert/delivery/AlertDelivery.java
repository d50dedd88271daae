package dev.waybill.alert.delivery;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.OpenIncidents;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivery of alert events to the configured sinks, by sink name. Thread-safe. */
public final class AlertDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(AlertDelivery.class);

  private final Map<String, SinkDeliveryQueue> queues = new LinkedHashMap<>();
  private final OpenIncidents open;
  private final Clock clock;
  private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.EPOCH);

  /**
   * @param sinks configured sinks by name
   * @param store store of undelivered events
   * @param open incidents to send reminders of
   */
  public AlertDelivery(
      Map<String, Sink> sinks,
      UndeliveredStore store,
      OpenIncidents open,
      SinkListener listener,
      Clock clock) {
    sinks.forEach(
        (name, sink) ->
            queues.put(name, new SinkDeliveryQueue(name, sink, store, listener, clock)));
    this.open = open;
    this.clock = clock;
  }

  /** Returns whether a sink of that name is configured. */
  public boolean isConfigured(String sink) {
    return queues.containsKey(sink);
  }

  /** Returns a position in the order of events: the current time, unique within this process. */
  public Instant nextPosition() {
    Instant now = clock.instant();
    return latest.updateAndGet(last -> now.isAfter(last) ? now : last.plusNanos(1));
  }

  /**
   * Delivers an event, or keeps it behind earlier events of its incident.
   *
   * @param position the event's {@link #nextPosition}, the same for each attempt
   * @throws SinkUnavailableException when the sink does not accept the event now
   * @throws AlertRejectedException when the sink will never accept the event
   */
  public void deliver(String sink, AlertEvent event, Instant position) {
    queue(sink).deliver(event, position);
  }

  /** Sends a reminder of an incident that lasts; does nothing for a sink without reminders. */
  public void remind(String sink, AlertEvent event) {
    SinkDeliveryQueue queue = queue(sink);
    if (queue.needsReminders()) {
      queue.remind(event);
    }
  }

  /**
   * Keeps an event whose retries ran out.
   *
   * @throws RuntimeException when the store is unreachable
   */
  public void giveUp(String sink, AlertEvent event, Instant position) {
    queue(sink).giveUp(event, position);
  }

  /**
   * Sets aside an event that the sink rejected for good.
   *
   * @throws RuntimeException when the store is unreachable
   */
  public void reject(String sink, AlertEvent event) {
    queue(sink).reject(event);
  }

  /** Returns the names of the configured sinks for which events can wait. */
  public List<String> retriedSinks() {
    return queues.keySet().stream().filter(it -> queue(it).canWait()).toList();
  }

  /** Delivers the events that wait for a sink, until the sink fails to accept one. */
  public void retry(String sink) {
    try {
      queue(sink).retry();
    } catch (RuntimeException e) {
      LOG.warn("retry failed sink={}: {}", sink, e.getMessage());
    }
  }

  /** Returns the latest event of each open incident when a sink needs reminders, else none. */
  public List<AlertEvent> reminders() {
    return queues.values().stream().anyMatch(SinkDeliveryQueue::needsReminders)
        ? open.active()
        : List.of();
  }

  private SinkDeliveryQueue queue(String sink) {
    SinkDeliveryQueue queue = queues.get(sink);
    if (queue == null) {
      throw new IllegalStateException(
          "the sink " + sink + " is not configured; configured are " + queues.keySet());
    }
    return queue;
  }
}
