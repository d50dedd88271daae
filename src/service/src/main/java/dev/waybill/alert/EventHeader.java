package dev.waybill.alert;

import dev.waybill.alert.AlertEvent.Kind;
import java.time.Instant;

/**
 * Fields of an event other than its finding.
 *
 * @param id unique id
 * @param kind begin, update or end
 * @param opened time at which the incident was opened
 * @param time time at which the event was created
 * @param why reason of an end; empty for other kinds
 * @param handling decisions of people about the incident
 */
public record EventHeader(
    String id, Kind kind, Instant opened, Instant time, String why, Handling handling) {
  /** Creates the header of an event of an incident that nobody decided anything about. */
  public EventHeader(String id, Kind kind, Instant opened, Instant time, String why) {
    this(id, kind, opened, time, why, Handling.NONE);
  }
}
