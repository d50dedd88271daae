package dev.waybill.log;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.record.log.Checkpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sequencing as a scheduled task. A run makes one round, and further ones at once while a backlog
 * lasts. A log that contradicts itself becomes a critical finding.
 */
public final class SequencingTask implements LogTask {
  private static final Logger LOG = LoggerFactory.getLogger(SequencingTask.class);
  private static final String RULE = "log-conflict";
  private static final String TITLE = "The log of records contradicts itself";
  private static final String FIX =
      "treat it as an incident: find the principal of the write or delete in CloudTrail, and"
          + " compare the versions of log/lock and log/checkpoint; entries wait below log/pending/"
          + " until the contradiction is resolved, and none is lost";

  /** A run with a backlog begins no round after this time, so that leadership is checked again. */
  private static final long MAX_RUN_NANOS = Duration.ofSeconds(10).toNanos();

  private final Sequencing sequencing;
  private final String bucket;
  private final Consumer<Sequencing.Round> listener;
  private final Clock clock;
  private final LongSupplier nanos;
  private volatile @Nullable Checkpoint newest;
  private int failures;
  private boolean hasRun;

  /**
   * @param bucket the provenance bucket, for findings
   * @param listener receives each round; must not throw
   */
  public SequencingTask(
      Sequencing sequencing, String bucket, Consumer<Sequencing.Round> listener, Clock clock) {
    this(sequencing, bucket, listener, clock, System::nanoTime);
  }

  /**
   * @param nanos the time in nanoseconds since any instant
   */
  SequencingTask(
      Sequencing sequencing,
      String bucket,
      Consumer<Sequencing.Round> listener,
      Clock clock,
      LongSupplier nanos) {
    this.sequencing = sequencing;
    this.bucket = bucket;
    this.listener = listener;
    this.clock = clock;
    this.nanos = nanos;
  }

  /** Returns the newest checkpoint that this process published or read; empty before the first. */
  public Optional<Checkpoint> newest() {
    return Optional.ofNullable(newest);
  }

  @Override
  public synchronized List<Report> run() {
    try {
      sequence();
      return succeeded();
    } catch (LogConflictException e) {
      failed(e);
      return List.of(conflict(e, clock.instant()));
    } catch (RuntimeException e) {
      failed(e);
      return List.of();
    }
  }

  private void sequence() {
    long began = nanos.getAsLong();
    Sequencing.Round round;
    do {
      round = sequencing.run();
      newest = round.checkpoint();
      listener.accept(round);
    } while (hasBacklog(round) && nanos.getAsLong() - began < MAX_RUN_NANOS);
  }

  /** A round that took nothing would find the same batches again. */
  private static boolean hasBacklog(Sequencing.Round round) {
    return round.pending() > 0 && round.appended() + round.duplicates() > 0 && !round.isContended();
  }

  /** Ends a finding once, also one of an earlier process. */
  private List<Report> succeeded() {
    int before = failures;
    failures = 0;
    if (before > 0) {
      LOG.info("log sequencing resumed failures={}", before);
    }
    boolean isFirst = !hasRun;
    hasRun = true;
    return before > 0 || isFirst
        ? List.of(new FindingEnd(uid(), RULE, clock.instant(), "a round was sequenced"))
        : List.of();
  }

  /** Logs the first of consecutive failures only, because the task runs every second. */
  private void failed(RuntimeException failure) {
    if (failures++ == 0) {
      LOG.warn("log sequencing failed cause=\"{}\"; retrying", failure.getMessage());
    }
    LOG.debug("log sequencing failed", failure);
  }

  private Finding conflict(LogConflictException conflict, Instant now) {
    String reason = conflict.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return new Finding(
        uid(),
        RULE,
        TITLE,
        Severity.CRITICAL,
        reason + ": " + conflict.getMessage(),
        FIX,
        "arn:aws:s3:::" + bucket + "/" + LogPaths.CHECKPOINT,
        now);
  }

  private String uid() {
    return RULE + "/" + bucket;
  }
}
