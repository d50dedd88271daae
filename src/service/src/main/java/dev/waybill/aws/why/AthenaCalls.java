package dev.waybill.aws.why;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.QueryEnd.Unanswered;
import dev.waybill.audit.UnansweredQueryException;
import dev.waybill.aws.AthenaQueries;
import dev.waybill.why.source.CallQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Queries with parameters over CloudTrail's files in Athena.
 *
 * @param athena queries in Athena
 * @param limit time limit of a query
 */
public record AthenaCalls(AthenaQueries athena, Duration limit) implements CallQuery {
  @Override
  public long ask(String sql, List<String> parameters, Consumer<Map<String, String>> rows)
      throws InterruptedException {
    String queryId = athena.start(sql, parameters, UUID.randomUUID().toString());
    QueryEnd end = athena.await(queryId, limit, elapsed -> {});
    if (end instanceof Unanswered unanswered) {
      throw new UnansweredQueryException(unanswered);
    }
    athena.rows(queryId, rows);
    return ((QueryEnd.Answered) end).scanned();
  }
}
