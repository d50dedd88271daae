package dev.waybill.camel.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.audit.LookBackPolicy;
import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.UnansweredQueryException;
import dev.waybill.audit.Window;
import dev.waybill.audit.cases.InMemoryCaseStore;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.run.AuditReport;
import dev.waybill.audit.run.AuditRuns;
import dev.waybill.audit.run.EmptyScanCheck;
import dev.waybill.audit.run.EnabledAudits;
import dev.waybill.audit.run.InMemoryAuditStateStore;
import dev.waybill.audit.run.InspectedLogs;
import dev.waybill.audit.run.Rows;
import dev.waybill.audit.run.Takeover;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StopQueryExecutionResponse;
import software.amazon.awssdk.services.athena.paginators.GetQueryResultsIterable;

/** Steps of a run: how each end of a query is reported. */
final class AuditStepTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final ManualClock clock = new ManualClock(NOON);
  private final StoppingAthena athena = new StoppingAthena();
  private final List<AuditReport> reports = new ArrayList<>();
  private final List<Map<String, String>> newRows = new ArrayList<>();
  private final AuditRuns runs =
      new AuditRuns(
          new InMemoryAuditStateStore(),
          new LookBackPolicy(Duration.ofHours(3), Duration.ofDays(3)),
          Takeover.AT_ONCE,
          Duration.ofMinutes(16),
          InspectedLogs.ALL_READABLE,
          InMemoryCaseStore.cases(clock),
          clock);
  private final AuditStep step = step(InspectedLogs.ALL_READABLE);
  private Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  /** Single enabled audit. */
  private record OneAudit() implements EnabledAudits {
    @Override
    public AuditQuery query(String audit) {
      return Rows.query();
    }

    @Override
    public String sql(AuditQuery query, Window window) {
      return query.sql();
    }
  }

  /** Log files of which each failed query reveals one more that is damaged. */
  private static final class NewDamagedFiles implements InspectedLogs {
    private int damaged;

    @Override
    public void inspect() {}

    @Override
    public void inspect(Window window) {}

    @Override
    public void recall() {}

    @Override
    public String readable(String sql, Window window) {
      return sql + " without " + damaged;
    }

    @Override
    public Optional<String> unread(Window window) {
      return Optional.empty();
    }

    @Override
    public void queryFailed() {
      damaged++;
    }

    @Override
    public Instant unreadSince(Instant time) {
      return time;
    }

    @Override
    public Optional<MendedFile> mendedAfter(Instant last) {
      return Optional.empty();
    }
  }

  /** Athena that answers no rows and records the queries that it is asked to stop. */
  private static final class StoppingAthena implements AthenaClient {
    private final List<String> stopped = new ArrayList<>();

    @Override
    public StopQueryExecutionResponse stopQueryExecution(StopQueryExecutionRequest request) {
      stopped.add(request.queryExecutionId());
      return StopQueryExecutionResponse.builder().build();
    }

    @Override
    public GetQueryResultsResponse getQueryResults(GetQueryResultsRequest request) {
      return GetQueryResultsResponse.builder()
          .resultSet(
              set ->
                  set.resultSetMetadata(
                          data -> data.columnInfo(ColumnInfo.builder().name("a").build()))
                      .rows(List.of()))
          .build();
    }

    @Override
    public GetQueryResultsIterable getQueryResultsPaginator(GetQueryResultsRequest request) {
      return new GetQueryResultsIterable(this, request);
    }

    @Override
    public String serviceName() {
      return "athena";
    }

    @Override
    public void close() {}
  }

  private AuditStep step(InspectedLogs logFiles) {
    return new AuditStep(
        new OneAudit(),
        runs,
        logFiles,
        athena,
        Duration.ofMinutes(15),
        new EmptyScanCheck(Duration.ofMinutes(20)),
        reports::add,
        newRows::add,
        clock);
  }

  private static GetQueryExecutionResponse answer(
      QueryExecutionState state, String reason, long scanned) {
    return GetQueryExecutionResponse.builder()
        .queryExecution(
            query ->
                query
                    .queryExecutionId("q1")
                    .status(status -> status.state(state).stateChangeReason(reason))
                    .statistics(it -> it.dataScannedInBytes(scanned)))
        .build();
  }

  private Finding failureOf(GetQueryExecutionResponse answer) {
    try {
      step.check(answer, exchange);
      throw new AssertionError("the query did not fail");
    } catch (UnansweredQueryException e) {
      exchange.setProperty(Exchange.EXCEPTION_CAUGHT, e);
      return step.failure(exchange);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "FAILED, HIVE_BAD_DATA: x, failed, the query could not read the logs: HIVE_BAD_DATA: x",
    "FAILED, TABLE_NOT_FOUND: x, failed, the query failed: TABLE_NOT_FOUND: x",
    "FAILED, Bytes scanned limit was exceeded, over-limit, the query would read too much",
    "CANCELLED, Bytes scanned limit was exceeded, over-limit, the query would read too much",
    "CANCELLED, by a user, cancelled, the query was cancelled: by a user",
  })
  void unansweredQueryIsAFindingWithItsCause(
      QueryExecutionState state, String reason, String end, String description) {
    step.claim("T-01", exchange);
    step.ask(exchange);

    Finding finding = failureOf(answer(state, reason, 0));

    assertThat(finding.uid()).isEqualTo("audit-failed/T-01");
    assertThat(finding.message()).contains("judged nothing").contains(description);
    assertThat(reports).extracting(it -> it.end().label()).containsExactly(end);
    assertThat(exchange.isRouteStop()).isFalse();
  }

  @Test
  void lateQueryIsStoppedAndAFinding() {
    step.claim("T-01", exchange);
    step.check(answer(QueryExecutionState.RUNNING, "", 0), exchange);
    assertThat(athena.stopped).isEmpty();
    clock.advance(Duration.ofMinutes(16));

    Finding finding = failureOf(answer(QueryExecutionState.RUNNING, "", 0));

    assertThat(athena.stopped).containsExactly("q1");
    assertThat(finding.message()).contains("the query was stopped after 900 s");
  }

  private static GetQueryExecutionResponse damaged() {
    return answer(QueryExecutionState.FAILED, "HIVE_CURSOR_ERROR: incorrect header check", 0);
  }

  @Test
  void postponesRunThatMeetsNewDamagedFileOnce() {
    NewDamagedFiles logFiles = new NewDamagedFiles();
    AuditStep damaging = step(logFiles);
    for (int run = 1; run <= 2; run++) {
      damaging.claim("T-01", exchange);
      damaging.ask(exchange);
      damaging.check(damaged(), exchange);
      assertThat(exchange.isRouteStop()).isTrue();
      assertThat(reports).isEmpty();
      finish();

      damaging.claim("T-01", exchange);
      assertThat(exchange.isRouteStop()).as("the run is left to the next claim").isFalse();
      damaging.ask(exchange);
      damaging.check(answer(QueryExecutionState.SUCCEEDED, "", 9), exchange);
      damaging.judge(exchange);
      reports.clear();
      finish();
      clock.advance(Duration.ofHours(1));
    }
  }

  @Test
  void reportsSecondDamagedFileInARow() {
    AuditStep damaging = step(new NewDamagedFiles());
    damaging.claim("T-01", exchange);
    damaging.ask(exchange);
    damaging.check(damaged(), exchange);
    finish();

    for (int run = 1; run <= 2; run++) {
      damaging.claim("T-01", exchange);
      damaging.ask(exchange);
      assertThatThrownBy(() -> damaging.check(damaged(), exchange))
          .isInstanceOf(UnansweredQueryException.class);
      damaging.abandon(exchange);
      finish();
    }
  }

  @Test
  void reportsFailureWithoutNewDamagedFile() {
    step.claim("T-01", exchange);
    step.ask(exchange);

    assertThat(failureOf(damaged()).message()).contains("HIVE_CURSOR_ERROR");
  }

  @Test
  void failureBeforeTheClaimIsAFinding() {
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException("S3 is unreachable"));
    AuditExchange.start(exchange, Rows.query(), NOON);

    assertThat(step.failure(exchange).message()).contains("S3 is unreachable");
    step.abandon(exchange);
  }

  @Test
  void emptyScanWhereLogsMustExistIsAFinding() {
    step.claim("T-01", exchange);
    step.check(answer(QueryExecutionState.SUCCEEDED, "", 0), exchange);
    step.judge(exchange);
    assertThat(step.unreported(exchange)).as("an audit that has just been claimed first").isEmpty();
    step.reported(exchange);
    finish();

    clock.advance(Duration.ofHours(1));
    step.claim("T-01", exchange);
    step.check(answer(QueryExecutionState.SUCCEEDED, "", 0), exchange);
    step.judge(exchange);

    assertThat(step.unreported(exchange))
        .extracting(Report::uid)
        .containsExactly("audit-blind/T-01");
    assertThat(step.recovered(exchange))
        .extracting(it -> it.uid())
        .containsExactly("audit-failed/T-01");
  }

  @Test
  void scannedLogsEndTheFindings() {
    step.claim("T-01", exchange);
    step.check(answer(QueryExecutionState.SUCCEEDED, "", 9), exchange);
    step.judge(exchange);

    assertThat(step.recovered(exchange))
        .extracting(it -> it.uid())
        .containsExactly("audit-failed/T-01", "audit-blind/T-01");
    assertThat(reports)
        .extracting(AuditReport::end)
        .containsExactly(new QueryEnd.Answered("q1", 9));
  }

  @Test
  void leaderDoesNotTakeOverItsOwnRun() {
    step.claim("T-01", exchange);
    Exchange second = new DefaultExchange(exchange.getContext());

    step.claim("T-01", second);

    assertThat(second.isRouteStop()).isTrue();
    assertThat(exchange.isRouteStop()).isFalse();
  }

  @Test
  void shutdownLeavesTheRunToTheNextClaim() {
    step.claim("T-01", exchange);
    step.stopWithoutAnswer(exchange);
    assertThat(exchange.isRouteStop()).isTrue();
    String token = AuditExchange.run(exchange).work().token();
    finish();

    step.claim("T-01", exchange);

    assertThat(AuditExchange.run(exchange).work().token()).isEqualTo(token);
  }

  @Test
  void rejectsStepsInAWrongOrder() {
    assertThatThrownBy(() -> step.judge(exchange))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("wrong order");
  }

  /** Runs the completions, as Camel does at the end of a route. */
  private void finish() {
    exchange.getExchangeExtension().handoverCompletions().forEach(it -> it.onComplete(exchange));
    exchange = new DefaultExchange(exchange.getContext());
  }
}
