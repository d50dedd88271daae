package dev.waybill.aws;

import dev.waybill.audit.QueryEnd;
import dev.waybill.settings.AuditSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Asks Athena and waits, for commands; the service's audits are asked by their route. */
public final class AthenaQueries {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final AthenaClient athena;
  private final AuditSettings settings;

  /**
   * @param settings the workgroup, the database and where results go
   */
  public AthenaQueries(AthenaClient athena, AuditSettings settings) {
    this.athena = athena;
    this.settings = settings;
  }

  /**
   * Begins a query.
   *
   * @param token the same query with the same token is begun once
   * @return its id
   * @throws SdkException when Athena does not take it
   */
  public String start(String sql, String token) {
    return athena
        .startQueryExecution(
            start ->
                start
                    .queryString(sql)
                    .clientRequestToken(token)
                    .workGroup(settings.workgroup())
                    .queryExecutionContext(context -> context.database(settings.database()))
                    .resultConfiguration(result -> result.outputLocation(settings.results())))
        .queryExecutionId();
  }

  /** How a query ended; empty while it has not. */
  public Optional<QueryEnd> end(String queryId) {
    return QueryEndMapper.of(
        athena.getQueryExecution(get -> get.queryExecutionId(queryId)).queryExecution());
  }

  /**
   * Waits until a query has ended, and stops it when it takes too long.
   *
   * @param limit how long it may take
   * @param waiting is told now and then how long it takes already
   */
  public QueryEnd await(String queryId, Duration limit, Consumer<Duration> waiting)
      throws InterruptedException {
    Instant started = Instant.now();
    while (true) {
      Optional<QueryEnd> end = end(queryId);
      if (end.isPresent()) {
        return end.get();
      }
      Duration took = Duration.between(started, Instant.now());
      if (took.compareTo(limit) > 0) {
        stop(queryId);
        return QueryEnd.Cause.TIMED_OUT.because(limit.toSeconds() + " s");
      }
      waiting.accept(took);
      Thread.sleep(PAUSE.toMillis());
    }
  }

  /** Stops a query that nobody waits for any more. */
  public void stop(String queryId) {
    athena.stopQueryExecution(stop -> stop.queryExecutionId(queryId));
  }

  /** Every row of a query that succeeded, in order; see {@link QueryResults#read}. */
  public void rows(String queryId, Consumer<Map<String, String>> rows) {
    new QueryResults(athena).read(queryId, rows);
  }
}
