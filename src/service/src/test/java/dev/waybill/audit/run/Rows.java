package dev.waybill.audit.run;

import dev.waybill.alert.Severity;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.Column;
import dev.waybill.audit.catalog.MessageTemplate;
import dev.waybill.audit.catalog.Tactic;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sample audit, and rows of its answer. */
public final class Rows {
  private static final DateTimeFormatter ATHENA =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private Rows() {}

  public static AuditQuery query() {
    return query("principal");
  }

  /** Returns the sample audit with another column of the affected resource. */
  static AuditQuery query(String resource) {
    return new AuditQuery(
        "T-01",
        "Something was read",
        "Who read it?",
        Severity.MEDIUM,
        List.of(Tactic.COLLECTION),
        List.of("CIS 5.1"),
        Duration.ofHours(1),
        Duration.ofHours(1),
        List.of(),
        List.of(
            new Column("event_time", "timestamp"),
            new Column("event_id", "varchar"),
            new Column("principal", "varchar"),
            new Column("user_agent", "varchar")),
        List.of("event_id"),
        List.of("principal"),
        resource,
        new MessageTemplate("{principal} read with {user_agent}"),
        "none",
        "respond",
        "SELECT 1",
        "sql/audits/T-01-test.sql",
        1);
  }

  static Map<String, String> row(String eventId, Instant time) {
    return row(eventId, "arn:aws:iam::000000000000:user/alice", time);
  }

  static Map<String, String> row(String eventId, String principal, Instant time) {
    Map<String, String> row = new HashMap<>();
    row.put("event_time", ATHENA.format(time));
    row.put("event_id", eventId);
    row.put("principal", principal);
    row.put("user_agent", "aws-cli");
    return row;
  }
}
