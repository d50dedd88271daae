package dev.waybill.custody;

import dev.waybill.alert.Report;
import dev.waybill.model.NamedThreads;
import dev.waybill.provenance.PublishedKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Monitor of the published keys, on a thread of its own. */
public final class KeyMonitor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KeyMonitor.class);
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final Supplier<List<PublishedKey>> published;
  private final KeyFindings findings;
  private final Consumer<Report> reports;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(new NamedThreads("monitor-keys"));

  /**
   * @param published reads the published keys; may throw
   * @param reports receives the findings; never throws
   */
  public KeyMonitor(
      Supplier<List<PublishedKey>> published,
      KeyFindings findings,
      Consumer<Report> reports,
      Clock clock) {
    this.published = published;
    this.findings = findings;
    this.reports = reports;
    this.clock = clock;
  }

  /**
   * Reports on keys that were just read, and reads all keys again every hour until closed.
   *
   * @param initial the published keys at the start
   */
  public KeyMonitor start(List<PublishedKey> initial) {
    thread.execute(() -> report(initial));
    var unused =
        thread.scheduleWithFixedDelay(
            this::check, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    return this;
  }

  /** Reads the keys and reports the unknown ones; a read that fails is retried in an hour. */
  void check() {
    try {
      report(published.get());
    } catch (RuntimeException e) {
      LOG.warn(
          "reading published keys failed cause={}; retrying in {} min",
          e.getClass().getSimpleName(),
          INTERVAL.toMinutes());
    }
  }

  private void report(List<PublishedKey> keys) {
    findings.of(keys, clock.instant()).forEach(reports);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
