package dev.waybill.aws.canary;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.SqlLiteral;
import dev.waybill.aws.AthenaQueries;
import dev.waybill.canary.Canary;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Athena query for the event of a canary's upload, over the same view as the audits. Each query
 * costs money, so one query runs per canary and the next starts after an interval.
 */
final class LogQuery {
  private static final Duration QUERY_INTERVAL = Duration.ofSeconds(20);

  private final AthenaQueries athena;
  private final Map<String, StartedQuery> started = new ConcurrentHashMap<>();

  /** Query and its start time, kept until the next query may start. */
  private record StartedQuery(String queryId, Instant startedAt) {}

  LogQuery(AthenaQueries athena) {
    this.athena = athena;
  }

  /**
   * Returns whether a query that has ended found the event.
   *
   * @throws RuntimeException when Athena cannot be reached, or the query failed
   */
  boolean finds(Canary canary, Instant now) {
    StartedQuery last = started.get(canary.key());
    if (last == null || !now.isBefore(last.startedAt().plus(QUERY_INTERVAL))) {
      last = new StartedQuery(athena.start(sql(canary, now), UUID.randomUUID().toString()), now);
      started.put(canary.key(), last);
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
      started.remove(canary.key());
    }
    return found;
  }

  private boolean hasRow(String queryId) {
    AtomicBoolean found = new AtomicBoolean();
    athena.rows(queryId, row -> found.set(true));
    return found.get();
  }

  /** Files are partitioned by the day of delivery, which may be after the day of the upload. */
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
