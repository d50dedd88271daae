package dev.waybill.alert;

/**
 * Event about an incident, to be delivered once to each sink.
 *
 * @param uid uid of the finding, which identifies the incident
 * @param rule kind of finding
 * @param kind begin, update or end
 * @param severity severity of the finding
 * @param finding finding at the time of the event
 * @param eventId CloudEvents id, the same for each delivery of this event
 * @param handling decisions of people about the incident
 * @param json the event in CloudEvents 1.0 structured JSON, on one line
 */
public record AlertEvent(
    String uid,
    String rule,
    Kind kind,
    Severity severity,
    Finding finding,
    String eventId,
    Handling handling,
    String json) {
  /** Position of the event in the incident's life. */
  public enum Kind {
    BEGIN,
    UPDATE,
    END
  }
}
