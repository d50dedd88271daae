package dev.waybill.ops;

import dev.waybill.audit.QueryEnd;
import dev.waybill.audit.run.AuditListener;
import dev.waybill.audit.run.AuditReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Meters of audit runs: {@code waybill.audit.runs{audit,end}} (end: answered, failed, timed-out,
 * over-limit, cancelled, refused), {@code waybill.audit.findings{audit}} and {@code
 * waybill.audit.scanned} (bytes read by Athena, which decide its price).
 */
public final class AuditMeters implements AuditListener {
  private final MeterRegistry registry;
  private final Counter scanned;

  /**
   * @param registry the registry of the meters
   */
  public AuditMeters(MeterRegistry registry) {
    this.registry = registry;
    this.scanned =
        Counter.builder("waybill.audit.scanned")
            .description("Bytes that Athena read for audits")
            .baseUnit("bytes")
            .register(registry);
  }

  @Override
  public void ended(AuditReport report) {
    Counter.builder("waybill.audit.runs")
        .description("Runs of audits, by the end of the query")
        .tag("audit", report.audit())
        .tag("end", report.end().label())
        .register(registry)
        .increment();
    Counter.builder("waybill.audit.findings")
        .description("Findings of audits")
        .tag("audit", report.audit())
        .register(registry)
        .increment(report.findings());
    if (report.end() instanceof QueryEnd.Answered answered) {
      scanned.increment((double) answered.scanned());
    }
  }
}
