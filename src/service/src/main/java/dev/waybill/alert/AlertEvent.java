package dev.waybill.alert;

/**
 * What is told about an incident, once to each sink.
 *
 * @param uid which incident: the finding's uid
 * @param rule which kind of finding
 * @param kind whether it begins, goes on or ends
 * @param severity how bad it is
 * @param finding what is known now
 * @param eventId the CloudEvents id: the same however often this event is told
 * @param json the event, CloudEvents 1.0 in structured JSON, on one line
 */
public record AlertEvent(
    String uid,
    String rule,
    Kind kind,
    Severity severity,
    Finding finding,
    String eventId,
    String json) {
  /** Where in its life the incident is. */
  public enum Kind {
    BEGIN,
    UPDATE,
    END
  }
}
