package dev.waybill.camel.audit;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.UnansweredQueryException;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.run.AuditFailureFindings;
import dev.waybill.audit.run.AuditListener;
import dev.waybill.audit.run.AuditReport;
import dev.waybill.audit.run.AuditRun;
import dev.waybill.audit.run.AuditRuns;
import dev.waybill.audit.run.EmptyScanCheck;
import dev.waybill.audit.run.EnabledAudits;
import dev.waybill.audit.run.RowJudge;
import dev.waybill.aws.QueryEnds;
import dev.waybill.aws.QueryResults;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

/** The bean {@code audit}: claims a run, asks, and judges the answer. */
public final class AuditStep {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.audit");

  private final EnabledAudits audits;

  /** Those of this service: a leader takes runs over at once, and must not from itself. */
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  private final AuditRuns runs;
  private final AthenaClient athena;
  private final QueryResults results;
  private final Duration timeout;
  private final EmptyScanCheck emptyScan;
  private final AuditListener listener;
  private final Clock clock;

  /**
   * @param audits those that are on, and the SQL of each
   * @param timeout after which a query is stopped
   */
  public AuditStep(
      EnabledAudits audits,
      AuditRuns runs,
      AthenaClient athena,
      Duration timeout,
      EmptyScanCheck emptyScan,
      AuditListener listener,
      Clock clock) {
    this.audits = audits;
    this.runs = runs;
    this.athena = athena;
    this.results = new QueryResults(athena);
    this.timeout = timeout;
    this.emptyScan = emptyScan;
    this.listener = listener;
    this.clock = clock;
  }

  /** Claims the next run of the audit in the body; ends the route when it is not ours to run. */
  public void claim(@Body String audit, Exchange exchange) {
    if (!underWay.add(audit)) {
      exchange.setRouteStop(true);
      return;
    }
    exchange.getExchangeExtension().addOnCompletion(new Release(audit));
    AuditExchange.start(exchange, audits.query(audit), clock.instant());
    Optional<AuditRun> run = runs.claim(audits.query(audit));
    if (run.isPresent()) {
      AuditExchange.run(exchange, run.get());
    } else {
      exchange.setRouteStop(true);
    }
  }

  /** After an exchange, however it ended, the audit may be claimed again. */
  private final class Release extends SynchronizationAdapter {
    private final String audit;

    private Release(String audit) {
      this.audit = audit;
    }

    @Override
    public void onDone(Exchange exchange) {
      underWay.remove(audit);
    }
  }

  /** What is to become alerts before anything else. */
  public List<Finding> untold(Exchange exchange) {
    return AuditExchange.run(exchange).untold();
  }

  /** Keeps that it is told; ends the route when somebody else has the run now. */
  public void told(Exchange exchange) {
    AuditRun run = AuditExchange.run(exchange);
    if (!run.untold().isEmpty()) {
      follow(exchange, runs.told(run));
    }
  }

  /** What the component is to ask, in its own headers; the message is a new one each time. */
  public void ask(Exchange exchange) {
    AuditRun run = AuditExchange.run(exchange);
    Message message = exchange.getMessage();
    message.removeHeaders("CamelAwsAthena*");
    message.setHeader(Athena2Constants.QUERY_STRING, audits.sql(run.query(), run.window()));
    message.setHeader(Athena2Constants.CLIENT_REQUEST_TOKEN, run.work().token());
    message.setBody(null);
  }

  /** Whether the query may still give an answer, and the service stays. */
  public boolean isUnderWay(Exchange exchange, CamelContext context) {
    return AuditExchange.answer(exchange) == null && !context.isStopping();
  }

  /** Ends the route when the service stops; whoever claims the run next finds the query again. */
  public void leave(Exchange exchange) {
    if (AuditExchange.answer(exchange) == null) {
      exchange.setRouteStop(true);
    }
  }

  /**
   * Looks how far it has come.
   *
   * @throws UnansweredQueryException when it ended without an answer, or was stopped for taking too
   *     long
   */
  public void look(@Body GetQueryExecutionResponse response, Exchange exchange) {
    Optional<QueryEnd> end = QueryEnds.of(response.queryExecution());
    if (end.isEmpty()) {
      stopLate(response.queryExecution().queryExecutionId(), exchange);
    } else if (end.get() instanceof QueryEnd.Unanswered unanswered) {
      throw new UnansweredQueryException(unanswered);
    } else {
      AuditExchange.answer(exchange, (QueryEnd.Answered) end.get());
    }
  }

  private void stopLate(String queryId, Exchange exchange) {
    Duration since =
        Duration.between(AuditExchange.run(exchange).work().started(), clock.instant());
    if (since.compareTo(timeout) > 0) {
      athena.stopQueryExecution(stop -> stop.queryExecutionId(queryId));
      throw new UnansweredQueryException(
          QueryEnd.Cause.TIMED_OUT.because(timeout.toSeconds() + " s"));
    }
  }

  /** Judges the rows as they come, and keeps what is to be told of them. */
  public void judge(Exchange exchange) {
    AuditRun run = AuditExchange.run(exchange);
    QueryEnd.Answered answer = AuditExchange.requireAnswer(exchange);
    RowJudge judge = runs.judge(run);
    results.read(answer.queryId(), judge::row);
    Optional<AuditRun> judged =
        runs.judged(run, judge, emptyScan.check(run, answer, clock.instant()));
    follow(exchange, judged);
    judged.ifPresent(it -> report(exchange, answer, judge.rows(), it.untold().size()));
  }

  private void follow(Exchange exchange, Optional<AuditRun> run) {
    if (run.isPresent()) {
      AuditExchange.run(exchange, run.get());
    } else {
      LOG.info(
          "audit {}: another service has taken this run over",
          AuditExchange.run(exchange).query().id());
      exchange.setRouteStop(true);
    }
  }

  /** What is no trouble any more after a run that went well; where there was none, nothing. */
  public List<FindingEnd> recovered(Exchange exchange) {
    QueryEnd.Answered answer = AuditExchange.requireAnswer(exchange);
    AuditQuery query = AuditExchange.query(exchange);
    FindingEnd failed = AuditFailureFindings.worksAgain(query, clock.instant());
    return answer.scanned() == 0
        ? List.of(failed)
        : List.of(failed, AuditFailureFindings.seesAgain(query, clock.instant()));
  }

  /**
   * What a run that went wrong is, in the exception's place; it is claimed again at the next tick.
   */
  public Finding trouble(Exchange exchange) {
    Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    QueryEnd.Unanswered end =
        cause instanceof UnansweredQueryException ended ? ended.end() : QueryEnds.of(cause);
    AuditQuery query = AuditExchange.query(exchange);
    LOG.debug("audit {} went wrong", query.id(), cause);
    report(exchange, end, 0, 0);
    return AuditFailureFindings.failed(query, end, AuditExchange.report(exchange), clock.instant());
  }

  /** Gives up the run after its trouble was told. */
  public void abandon(Exchange exchange) {
    AuditExchange.find(exchange).ifPresent(runs::abandon);
  }

  private void report(Exchange exchange, QueryEnd end, long rows, int findings) {
    Duration took = Duration.between(AuditExchange.started(exchange), clock.instant());
    AuditReport report =
        new AuditReport(AuditExchange.query(exchange).id(), end, rows, findings, took);
    if (end instanceof QueryEnd.Answered answer) {
      LOG.debug(
          "audit {}: {} rows, {} findings, {} bytes scanned in {} ms",
          report.audit(),
          rows,
          findings,
          answer.scanned(),
          took.toMillis());
    }
    listener.ended(report);
  }
}
