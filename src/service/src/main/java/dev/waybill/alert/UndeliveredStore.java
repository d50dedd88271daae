package dev.waybill.alert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Events that a sink has not taken yet. It outlives the process. A failure to reach it is a {@link
 * RuntimeException} that names the place; then nothing has been kept.
 */
public interface UndeliveredStore {
  /** How many of a sink's waiting events one look shows, the oldest. */
  int MOST = 1000;

  /**
   * An event that waits.
   *
   * @param sink for which sink
   * @param incident {@link IncidentName#of} its uid
   * @param eventId its CloudEvents id
   * @param place where it is kept, for the store itself and for logs
   */
  record Waiting(String sink, String incident, String eventId, String place) {}

  /**
   * Keeps an event; again, it changes nothing.
   *
   * @param since when it was first to be told, which is its place in the order
   */
  void keep(String sink, Instant since, AlertEvent event);

  /** What waits for a sink, the oldest first, at most {@link #MOST}. */
  List<Waiting> waiting(String sink);

  /**
   * The whole event; empty when it has been removed meanwhile.
   *
   * @throws IllegalArgumentException when what is there is no event
   */
  Optional<AlertEvent> read(Waiting waiting);

  /** It has been delivered; one that is gone already is well. */
  void remove(Waiting waiting);

  /** Keeps apart an event that the sink refused for good; never told again. */
  void refuse(String sink, AlertEvent event);
}
