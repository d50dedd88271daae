package dev.waybill.reconcile.daily;

import dev.waybill.alert.Report;
import dev.waybill.log.LogTask;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.record.log.Checkpoint;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reconciliation as a scheduled task of the leader. */
public final class ReconcileTask implements LogTask {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileTask.class);

  private final Round round;
  private final ReconcileStatements statements;
  private final ReconcileFindings findings;
  private final Consumer<Reconciliation> listener;
  private final Clock clock;

  /** One reconciliation. */
  @FunctionalInterface
  public interface Round {
    /**
     * Runs a reconciliation.
     *
     * @throws InterruptedException when the thread was interrupted
     * @throws RuntimeException when it cannot be run
     */
    Outcome run() throws InterruptedException;
  }

  /**
   * Outcome of a reconciliation.
   *
   * @param result the result
   * @param tree the log's tree whose entries were compared; null when the log has none
   */
  public record Outcome(Reconciliation result, @Nullable Checkpoint tree) {}

  /**
   * @param bucket the raw bucket
   * @param listener receives each complete result; must not throw
   */
  public ReconcileTask(
      Round round,
      ReconcileStatements statements,
      String bucket,
      Consumer<Reconciliation> listener,
      Clock clock) {
    this.round = round;
    this.statements = statements;
    this.findings = new ReconcileFindings(bucket);
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public synchronized List<Report> run() {
    List<Report> reports = new ArrayList<>();
    try {
      Outcome outcome = round.run();
      Instant now = clock.instant();
      reports.addAll(findings.of(outcome.result(), now));
      log(outcome.result());
      publish(outcome);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.info("reconciliation interrupted");
    } catch (RuntimeException e) {
      LOG.debug("reconciliation failed", e);
      reports.add(findings.failed(String.valueOf(e.getMessage()), clock.instant()));
    }
    return reports;
  }

  private static void log(Reconciliation result) {
    if (result.isComplete()) {
      LOG.info(
          "reconciliation ended asOf={} known={} inFlight={} clean={}",
          result.asOf(),
          result.sums().union(),
          result.inFlight(),
          result.isClean());
    }
  }

  private void publish(Outcome outcome) {
    Checkpoint tree = outcome.tree();
    if (!outcome.result().isComplete() || tree == null) {
      return;
    }
    listener.accept(outcome.result());
    try {
      if (outcome.result().addsUp()) {
        statements.publish(outcome.result(), tree);
      }
    } catch (RuntimeException e) {
      LOG.warn(
          "reconciliation statement failed cause=\"{}\"; retrying with the next run",
          e.getMessage());
    }
  }
}
