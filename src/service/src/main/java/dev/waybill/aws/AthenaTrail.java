package dev.waybill.aws;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.QueryEnd.Unanswered;
import dev.waybill.audit.UnansweredQueryException;
import dev.waybill.reconcile.source.TrailAnswer;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * CloudTrail's files as Athena reads them.
 *
 * @param athena queries in Athena
 * @param limit time limit of a query
 */
public record AthenaTrail(AthenaQueries athena, Duration limit) implements TrailAnswer {
  @Override
  public long ask(String sql, Consumer<Map<String, String>> rows) throws InterruptedException {
    String queryId = athena.start(sql, UUID.randomUUID().toString());
    QueryEnd end = athena.await(queryId, limit, elapsed -> {});
    if (end instanceof Unanswered unanswered) {
      throw new UnansweredQueryException(unanswered);
    }
    athena.rows(queryId, rows);
    return ((QueryEnd.Answered) end).scanned();
  }
}
