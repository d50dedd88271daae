package dev.waybill.status;

import dev.waybill.reconcile.Reconciliation;
import dev.waybill.trail.run.TrailState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Reader of the status page's sources. A report serves all clients for some seconds, so that a
 * flood of requests reads no source more often. A source that does not answer in time is not known,
 * and is not asked again before it has answered.
 */
public final class StatusReader {
  private final boolean names;
  private final Duration keep;
  private final Clock clock;
  private final SourceCall<Reconciliation> custody;
  private final SourceCall<BacklogStatus> backlog;
  private final SourceCall<CoverageStatus> coverage;
  private final SourceCall<LogStatus> log;
  private final SourceCall<TrailState> trail;
  private final SourceCall<IncidentStatus> incidents;
  private @Nullable CompletableFuture<StatusReport> last;
  private Instant began = Instant.MIN;

  /**
   * Limits of the reading.
   *
   * @param keep time for which a report serves
   * @param patience time that a source may take
   */
  public record Limits(Duration keep, Duration patience) {
    /** Limits of the service. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(2));
  }

  /**
   * @param names true when texts that may hold names are shown
   * @param threads threads that read, which the sources may block
   */
  public StatusReader(
      StatusSources sources, boolean names, Limits limits, Executor threads, Clock clock) {
    this.names = names;
    this.keep = limits.keep();
    this.clock = clock;
    Duration patience = limits.patience();
    custody = new SourceCall<>(sources.custody(), threads, patience);
    backlog = new SourceCall<>(sources.backlog(), threads, patience);
    coverage = new SourceCall<>(sources.coverage(), threads, patience);
    log = new SourceCall<>(sources.log(), threads, patience);
    trail = new SourceCall<>(sources.trail(), threads, patience);
    incidents = new SourceCall<>(sources.incidents(), threads, patience);
  }

  /** Returns the report, which may be some seconds old. It does not block. */
  public synchronized CompletableFuture<StatusReport> report() {
    Instant now = clock.instant();
    CompletableFuture<StatusReport> report = last;
    if (report == null || (report.isDone() && !now.isBefore(began.plus(keep)))) {
      began = now;
      report = read(now);
      last = report;
    }
    return report;
  }

  private CompletableFuture<StatusReport> read(Instant now) {
    var custodyPart = custody.read();
    var backlogPart = backlog.read();
    var coveragePart = coverage.read();
    var logPart = log.read();
    var trailPart = trail.read();
    var incidentPart = incidents.read();
    return CompletableFuture.allOf(
            custodyPart, backlogPart, coveragePart, logPart, trailPart, incidentPart)
        .thenApply(
            done ->
                new StatusReport(
                    now,
                    names,
                    custodyPart.join(),
                    backlogPart.join(),
                    coveragePart.join(),
                    logPart.join(),
                    trailPart.join(),
                    incidentPart.join()));
  }
}
