package dev.waybill.alert.delivery;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.IncidentName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Durable store of events that a sink has not accepted yet. Every method throws a {@link
 * RuntimeException} that names the place when the store is unreachable; then nothing was kept.
 */
public interface UndeliveredStore {
  /** Largest number of waiting events that one listing returns. */
  int PAGE_SIZE = 1000;

  /**
   * Reference to an undelivered event.
   *
   * @param sink name of the sink that the event waits for
   * @param incident {@link IncidentName#of} the event's uid
   * @param eventId CloudEvents id
   * @param place location of the event, for the store itself and for logs
   */
  record Waiting(String sink, String incident, String eventId, String place) {}

  /**
   * Keeps an event. Keeping the same event again changes nothing.
   *
   * @param since time of the first delivery attempt, which is the event's position in the order
   */
  void keep(String sink, Instant since, AlertEvent event);

  /** Returns the events that wait for a sink, oldest first, at most {@link #PAGE_SIZE}. */
  List<Waiting> waiting(String sink);

  /**
   * Returns the whole event, or empty when it has been removed.
   *
   * @throws IllegalArgumentException when the stored bytes are not an alert event
   */
  Optional<AlertEvent> read(Waiting waiting);

  /** Removes a delivered event; does nothing when it is already gone. */
  void remove(Waiting waiting);

  /** Sets aside an event that the sink rejected for good; it is never retried. */
  void reject(String sink, AlertEvent event);
}
