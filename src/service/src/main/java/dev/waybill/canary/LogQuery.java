package dev.waybill.canary;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.SqlLiteral;
import dev.waybill.aws.AthenaQueries;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks for the event of a canary's upload as the audits do. One query is under way for a canary at
 * a time, and the next one waits, since each costs.
 */
final class LogQuery {
  private static final Duration APART = Duration.ofSeconds(20);

  private final AthenaQueries athena;
  private final Map<String, Asked> asked = new ConcurrentHashMap<>();

  /** A query, and when it was begun; it stays here until the next may be. */
  private record Asked(String queryId, Instant since) {}

  LogQuery(AthenaQueries athena) {
    this.athena = athena;
  }

  /**
   * Whether a query that has ended found it.
   *
   * @throws RuntimeException when Athena cannot be asked, or could not answer
   */
  boolean finds(Canary canary, Instant now) {
    Asked last = asked.get(canary.key());
    if (last == null || !now.isBefore(last.since().plus(APART))) {
      last = new Asked(athena.start(sql(canary, now), UUID.randomUUID().toString()), now);
      asked.put(canary.key(), last);
    }
    Optional<QueryEnd> end = athena.end(last.queryId());
    if (end.isEmpty()) {
      return false;
    }
    if (end.get() instanceof QueryEnd.Unanswered unanswered) {
      throw new IllegalStateException(unanswered.description());
    }
    boolean found = hasRow(last.queryId());
    if (found) {
      asked.remove(canary.key());
    }
    return found;
  }

  private boolean hasRow(String queryId) {
    AtomicBoolean found = new AtomicBoolean();
    athena.rows(queryId, row -> found.set(true));
    return found.get();
  }

  /** Files are kept by the day of delivery, which may be after the upload's. */
  private static String sql(Canary canary, Instant now) {
    return "SELECT event_id FROM cloudtrail_s3_events_flattened WHERE day BETWEEN "
        + SqlLiteral.of(Window.day(canary.uploadedAt()))
        + " AND "
        + SqlLiteral.of(Window.day(now))
        + " AND bucket_name = "
        + SqlLiteral.of(canary.bucket())
        + " AND object_key = "
        + SqlLiteral.of(canary.key())
        + " AND eventname = 'PutObject' LIMIT 1";
  }
}
