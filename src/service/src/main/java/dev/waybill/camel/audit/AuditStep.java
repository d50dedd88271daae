package dev.waybill.camel.audit;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.UnansweredQueryException;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.run.AuditFailureFindings;
import dev.waybill.audit.run.AuditListener;
import dev.waybill.audit.run.AuditRun;
import dev.waybill.audit.run.AuditRuns;
import dev.waybill.audit.run.AuditStatements;
import dev.waybill.audit.run.EmptyScanCheck;
import dev.waybill.audit.run.EnabledAudits;
import dev.waybill.audit.run.InspectedLogs;
import dev.waybill.audit.run.RowJudge;
import dev.waybill.aws.QueryEndMapper;
import dev.waybill.aws.QueryResults;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.Body;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.athena.Athena2Constants;
import org.apache.camel.support.SynchronizationAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionResponse;

/** Bean {@code audit}: claims a run, prepares its query, and judges the answer. */
public final class AuditStep {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.audit");

  private final EnabledAudits audits;

  /** Audits that this process runs; a leader takes runs over at once, but not its own. */
  private final Set<String> running = ConcurrentHashMap.newKeySet();

  private final AuditRuns runs;
  private final InspectedLogs logFiles;
  private final AuditStatements statements;
  private final AthenaClient athena;
  private final QueryResults results;
  private final Duration timeout;
  private final EmptyScanCheck emptyScan;
  private final RunReports runReports;
  private final Consumer<Map<String, String>> newRows;
  private final Clock clock;

  /**
   * @param audits enabled audits and their SQL
   * @param logFiles log files that the queries read
   * @param timeout time after which a query is stopped
   * @param newRows receives each row that no earlier run judged, as values by column; never throws
   *     and does not block
   */
  public AuditStep(
      EnabledAudits audits,
      AuditRuns runs,
      InspectedLogs logFiles,
      AthenaClient athena,
      Duration timeout,
      EmptyScanCheck emptyScan,
      AuditListener listener,
      Consumer<Map<String, String>> newRows,
      Clock clock) {
    this.audits = audits;
    this.runs = runs;
    this.logFiles = logFiles;
    this.statements = new AuditStatements(audits, logFiles);
    this.athena = athena;
    this.results = new QueryResults(athena);
    this.timeout = timeout;
    this.emptyScan = emptyScan;
    this.runReports = new RunReports(listener, clock);
    this.newRows = newRows;
    this.clock = clock;
  }

  /** Claims the next run of the audit in the body; stops the route when there is none to run. */
  public void claim(@Body String audit, Exchange exchange) {
    if (!running.add(audit)) {
      exchange.setRouteStop(true);
      return;
    }
    exchange.getExchangeExtension().addOnCompletion(new Release(audit));
    AuditExchange.start(exchange, audits.query(audit), clock.instant());
    logFiles.inspect();
    Optional<AuditRun> run = runs.claim(audits.query(audit));
    if (run.isPresent()) {
      AuditExchange.run(exchange, run.get());
    } else {
      exchange.setRouteStop(true);
    }
  }

  /** Allows the next claim of an audit after an exchange, whether it failed or not. */
  private final class Release extends SynchronizationAdapter {
    private final String audit;

    private Release(String audit) {
      this.audit = audit;
    }

    @Override
    public void onDone(Exchange exchange) {
      running.remove(audit);
    }
  }

  /** Returns the findings to report before any other step, and the cases they are in. */
  public List<Report> unreported(Exchange exchange) {
    return runs.reports(AuditExchange.run(exchange));
  }

  /** Stores that the findings are reported; stops the route when another replica has the run. */
  public void reported(Exchange exchange) {
    AuditRun run = AuditExchange.run(exchange);
    if (!run.unreported().isEmpty()) {
      continueWith(exchange, runs.reported(run));
    }
  }

  /** Sets the headers that start the query, and removes all others of the component. */
  public void ask(Exchange exchange) {
    AuditRun run = AuditExchange.run(exchange);
    Message message = exchange.getMessage();
    message.removeHeaders("CamelAwsAthena*");
    String sql = statements.of(run);
    AuditExchange.statement(exchange, sql);
    message.setHeader(Athena2Constants.QUERY_STRING, sql);
    message.setHeader(Athena2Constants.CLIENT_REQUEST_TOKEN, run.token(sql));
    message.setBody(null);
  }

  /** Returns whether the query still runs and the service does not stop. */
  public boolean isRunning(Exchange exchange, CamelContext context) {
    return AuditExchange.answer(exchange) == null && !context.isStopping();
  }

  /** Stops the route when the service stops; the next claim of the run finds the query again. */
  public void stopWithoutAnswer(Exchange exchange) {
    if (AuditExchange.answer(exchange) == null) {
      exchange.setRouteStop(true);
    }
  }

  /**
   * Checks whether the query has ended. Stops the route when the query failed at a log file that
   * was put after the inspection: the next run judges the same events without the file.
   *
   * @throws UnansweredQueryException when the query ended without an answer, or exceeded the time
   *     limit and was stopped
   */
  public void check(@Body GetQueryExecutionResponse response, Exchange exchange) {
    Optional<QueryEnd> end = QueryEndMapper.of(response.queryExecution());
    if (end.isEmpty()) {
      stopIfLate(response.queryExecution().queryExecutionId(), exchange);
    } else if (end.get() instanceof QueryEnd.Unanswered unanswered) {
      endWithoutAnswer(unanswered, exchange);
    } else {
      AuditExchange.answer(exchange, (QueryEnd.Answered) end.get());
    }
  }

  private void endWithoutAnswer(QueryEnd.Unanswered end, Exchange exchange) {
    AuditRun run = AuditExchange.run(exchange);
    if (!statements.isToBeRetried(run, AuditExchange.statement(exchange), end)) {
      throw new UnansweredQueryException(end);
    }
    LOG.info("audit postponed audit={} cause=\"a new log file is damaged\"", run.query().id());
    runs.abandon(run);
    exchange.setRouteStop(true);
  }

  private void stopIfLate(String queryId, Exchange exchange) {
    Duration since =
        Duration.between(AuditExchange.run(exchange).work().started(), clock.instant());
    if (since.compareTo(timeout) > 0) {
      athena.stopQueryExecution(stop -> stop.queryExecutionId(queryId));
      throw new UnansweredQueryException(
          QueryEnd.Cause.TIMED_OUT.because(timeout.toSeconds() + " s"));
    }
  }

  /** Judges the rows page by page and stores the findings. */
  public void judge(Exchange exchange) {
    AuditRun run = AuditExchange.run(exchange);
    QueryEnd.Answered answer = AuditExchange.requireAnswer(exchange);
    statements.answered(run.query().id());
    RowJudge judge = runs.judge(run, newRows);
    results.read(answer.queryId(), judge::row);
    Optional<AuditRun> judged =
        runs.judged(run, judge, emptyScan.check(run, answer, clock.instant()));
    continueWith(exchange, judged);
    judged.ifPresent(
        it -> runReports.ended(exchange, answer, judge.rows(), it.unreported().size()));
  }

  private void continueWith(Exchange exchange, Optional<AuditRun> run) {
    if (run.isPresent()) {
      AuditExchange.run(exchange, run.get());
    } else {
      LOG.info(
          "audit skipped audit={}: another replica has taken the run over",
          AuditExchange.run(exchange).query().id());
      exchange.setRouteStop(true);
    }
  }

  /** Returns the ends of findings about the audit itself, after a run with an answer. */
  public List<FindingEnd> recovered(Exchange exchange) {
    QueryEnd.Answered answer = AuditExchange.requireAnswer(exchange);
    AuditQuery query = AuditExchange.query(exchange);
    FindingEnd failed = AuditFailureFindings.failureEnd(query, clock.instant());
    return answer.scanned() == 0
        ? List.of(failed)
        : List.of(failed, AuditFailureFindings.missingLogsEnd(query, clock.instant()));
  }

  /** Returns the finding about a failed run; the next timer event claims the run again. */
  public Finding failure(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    QueryEnd.Unanswered end =
        cause instanceof UnansweredQueryException ended ? ended.end() : QueryEndMapper.of(cause);
    if (end.cause() == QueryEnd.Cause.UNREADABLE) {
      logFiles.queryFailed();
    }
    AuditQuery query = AuditExchange.query(exchange);
    LOG.debug("audit failed audit={}", query.id(), cause);
    runReports.ended(exchange, end, 0, 0);
    return AuditFailureFindings.failed(query, end, AuditExchange.report(exchange), clock.instant());
  }

  /** Gives up the run after its failure was reported. */
  public void abandon(Exchange exchange) {
    AuditExchange.find(exchange).ifPresent(runs::abandon);
  }
}
