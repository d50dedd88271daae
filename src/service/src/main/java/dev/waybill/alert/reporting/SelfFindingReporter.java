package dev.waybill.alert.reporting;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bean {@code findings}: registers what the service finds about itself, as any other report. While
 * the store of incidents is unreachable, reports go to a fallback, are held in memory and retried;
 * callers wait for a limited time only.
 */
public final class SelfFindingReporter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.waybill.alert");
  private static final int MAX_PENDING = 10_000;
  private static final int MAX_FAILURES_PER_ROUND = 10;

  private final Consumer<Report> registration;
  private final Consumer<Finding> fallback;
  private final Duration timeout;
  private final Duration retryInterval;
  private final Set<PendingReport> pending = new LinkedHashSet<>();
  private final Thread worker = new Thread(this::work, "waybill-findings");
  private volatile boolean failing;
  private boolean closed;

  /**
   * @param registration registers a report durably, or throws
   * @param fallback reports a finding that cannot be registered now; never throws
   * @param timeout longest time that a caller waits for the registration
   * @param retryInterval time between attempts while the registration fails
   */
  public SelfFindingReporter(
      Consumer<Report> registration,
      Consumer<Finding> fallback,
      Duration timeout,
      Duration retryInterval) {
    this.registration = registration;
    this.fallback = fallback;
    this.timeout = timeout;
    this.retryInterval = retryInterval;
    worker.setDaemon(true);
    worker.start();
  }

  /**
   * Reports a finding or the end of one. On return the report is registered, or it is held and the
   * fallback has it. Never throws.
   */
  public void raise(Report report) {
    PendingReport added = add(report);
    if (added == null) {
      return;
    }
    try {
      if (!failing) {
        added.registered.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!added.isRegistered()) {
      added.fallBack(fallback);
    }
  }

  /** Returns null when the report was merged into a pending one. */
  private @Nullable PendingReport add(Report report) {
    PendingReport added = new PendingReport(report);
    synchronized (pending) {
      if (isMerged(report)) {
        return null;
      }
      if (pending.size() < MAX_PENDING && !closed) {
        pending.add(added);
        pending.notifyAll();
        return added;
      }
    }
    LOG.error(
        "holding a finding failed rule={}: {} findings are pending or the service stops",
        report.rule(),
        MAX_PENDING);
    return added;
  }

  /** Merges with the last report of the incident only; an end in between must stay in between. */
  private boolean isMerged(Report report) {
    if (!failing || !(report instanceof Finding finding)) {
      return false;
    }
    PendingReport last = null;
    for (PendingReport each : pending) {
      last = each.concerns(report) ? each : last;
    }
    return last != null && last.merge(finding);
  }

  private void work() {
    try {
      List<PendingReport> all = awaitPending();
      while (!all.isEmpty()) {
        if (!attemptEach(all)) {
          awaitRetry();
        }
        all = awaitPending();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for pending reports; returns none after closing. */
  private List<PendingReport> awaitPending() throws InterruptedException {
    synchronized (pending) {
      while (pending.isEmpty() && !closed) {
        pending.wait();
      }
      return closed ? List.of() : List.copyOf(pending);
    }
  }

  private void awaitRetry() throws InterruptedException {
    synchronized (pending) {
      if (!closed) {
        pending.wait(retryInterval.toMillis());
      }
    }
  }

  /** Attempts each report; a failure skips the later ones of its incident and no others. */
  private boolean attemptEach(List<PendingReport> all) {
    Set<String> failed = new HashSet<>();
    for (PendingReport each : all) {
      if (failed.size() < MAX_FAILURES_PER_ROUND
          && !failed.contains(each.incident())
          && !attempt(each)) {
        failed.add(each.incident());
      }
    }
    return failed.isEmpty();
  }

  private boolean attempt(PendingReport each) {
    Report report;
    synchronized (pending) {
      report = each.startAttempt();
    }
    try {
      registration.accept(report);
    } catch (RuntimeException e) {
      failed(each, e);
      return false;
    }
    synchronized (pending) {
      pending.remove(each);
      failing = false;
    }
    each.registered.countDown();
    return true;
  }

  private void failed(PendingReport each, RuntimeException cause) {
    synchronized (pending) {
      each.endAttempt();
      if (!failing) {
        LOG.error(
            "registering findings failed cause={}; they are logged, held and retried",
            cause.getClass().getSimpleName());
      }
      failing = true;
    }
    each.fallBack(fallback);
  }

  /** Ends the attempts and logs how many findings reached the fallback only. */
  @Override
  public void close() {
    synchronized (pending) {
      closed = true;
      pending.notifyAll();
      if (!pending.isEmpty()) {
        LOG.error(
            "stopping with {} findings that are only in the log and the alert file",
            pending.size());
      }
    }
  }
}
