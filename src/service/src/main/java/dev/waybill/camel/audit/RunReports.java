package dev.waybill.camel.audit;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.run.AuditListener;
import dev.waybill.audit.run.AuditReport;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports of runs to the metrics and the log. */
final class RunReports {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.audit");

  private final AuditListener listener;
  private final Clock clock;

  RunReports(AuditListener listener, Clock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  void ended(Exchange exchange, QueryEnd end, long rows, int findings) {
    Duration took = Duration.between(AuditExchange.started(exchange), clock.instant());
    AuditReport report =
        new AuditReport(AuditExchange.query(exchange).id(), end, rows, findings, took);
    if (end instanceof QueryEnd.Answered answer) {
      LOG.debug(
          "audit answered audit={} rows={} findings={} scanned={} millis={}",
          report.audit(),
          rows,
          findings,
          answer.scanned(),
          took.toMillis());
    }
    listener.ended(report);
  }
}
