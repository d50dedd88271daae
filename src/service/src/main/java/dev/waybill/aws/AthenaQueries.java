package dev.waybill.aws;

import dev.waybill.audit.QueryEnd;
import dev.waybill.settings.AuditSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;

/**
 * Queries in Athena, for commands that wait for the result; the audit route queries Athena itself.
 */
public final class AthenaQueries {
  private static final Duration POLL_INTERVAL = Duration.ofMillis(500);

  private final AthenaClient athena;
  private final AuditSettings settings;

  /**
   * @param settings workgroup, database and location of results
   */
  public AthenaQueries(AthenaClient athena, AuditSettings settings) {
    this.athena = athena;
    this.settings = settings;
  }

  /**
   * Starts a query.
   *
   * @param token idempotency token: the same query with the same token is started once
   * @return id of the query
   * @throws SdkException when Athena rejects the query
   */
  public String start(String sql, String token) {
    return start(sql, List.of(), token);
  }

  /**
   * Starts a query with parameters.
   *
   * @param parameters literals for the question marks; none for a query without them
   * @param token idempotency token, as in {@link #start(String, String)}
   * @return id of the query
   * @throws SdkException when Athena rejects the query
   */
  public String start(String sql, List<String> parameters, String token) {
    return athena
        .startQueryExecution(
            start ->
                start
                    .queryString(sql)
                    .executionParameters(parameters.isEmpty() ? null : parameters)
                    .clientRequestToken(token)
                    .workGroup(settings.workgroup())
                    .queryExecutionContext(context -> context.database(settings.database()))
                    .resultConfiguration(result -> result.outputLocation(settings.results())))
        .queryExecutionId();
  }

  /** Returns the end of a query; empty while the query is queued or running. */
  public Optional<QueryEnd> end(String queryId) {
    return QueryEndMapper.of(
        athena.getQueryExecution(get -> get.queryExecutionId(queryId)).queryExecution());
  }

  /**
   * Waits until a query has ended, and stops a query that exceeds its time limit.
   *
   * @param limit time limit
   * @param progress receives the elapsed time at every poll
   */
  public QueryEnd await(String queryId, Duration limit, Consumer<Duration> progress)
      throws InterruptedException {
    Instant started = Instant.now();
    while (true) {
      Optional<QueryEnd> end = end(queryId);
      if (end.isPresent()) {
        return end.get();
      }
      Duration elapsed = Duration.between(started, Instant.now());
      if (elapsed.compareTo(limit) > 0) {
        stop(queryId);
        return QueryEnd.Cause.TIMED_OUT.because(limit.toSeconds() + " s");
      }
      progress.accept(elapsed);
      Thread.sleep(POLL_INTERVAL.toMillis());
    }
  }

  /** Stops a query whose result is not needed any more. */
  public void stop(String queryId) {
    athena.stopQueryExecution(stop -> stop.queryExecutionId(queryId));
  }

  /**
   * Passes every row of a successful query to a consumer, in order; see {@link QueryResults#read}.
   */
  public void rows(String queryId, Consumer<Map<String, String>> rows) {
    new QueryResults(athena).read(queryId, rows);
  }
}
