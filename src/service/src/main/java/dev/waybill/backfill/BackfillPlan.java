package dev.waybill.backfill;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Backfill in force, with its progress.
 *
 * @param job its id
 * @param prefix prefix of the keys
 * @param source what names the versions, for people
 * @param before versions of a later time belong to the live traffic
 * @param rate versions that are handed out in a second, of all replicas together
 * @param phase whether it runs
 * @param nextRange number of the next range
 * @param ranges the ranges that are not done
 * @param counts what became of the versions so far
 * @param bytes bytes of the versions that were sealed
 * @param failures the first versions that could not be sealed
 * @param ended time at which it ended; null before
 */
public record BackfillPlan(
    String job,
    String prefix,
    String source,
    Instant before,
    int rate,
    Phase phase,
    int nextRange,
    List<RangeState> ranges,
    VersionCounts counts,
    long bytes,
    List<UnitResult.Failure> failures,
    @Nullable Instant ended) {
  private static final int MAX_FAILURES = 20;

  /** Phases. */
  public enum Phase {
    /** Units are handed out. */
    RUNNING,
    /** Nothing is handed out; what was is finished. */
    PAUSED,
    /** Every version has an end. */
    DONE,
    /** A person has ended it. */
    CANCELLED;

    /** Returns true while versions may be left. */
    public boolean isOpen() {
      return this == RUNNING || this == PAUSED;
    }
  }

  public BackfillPlan {
    ranges = List.copyOf(ranges);
    failures = List.copyOf(failures);
  }

  /** Returns a backfill that lists everything below a prefix. */
  public static BackfillPlan ofListing(String job, String prefix, Instant before, int rate) {
    return of(job, prefix, "listing", before, rate, RangeState.begin(0, null, null));
  }

  /**
   * Returns a backfill of stored units.
   *
   * @param source the manifest, for people
   * @param excluded what the manifest names and no unit has
   */
  public static BackfillPlan ofUnits(
      String job,
      String prefix,
      String source,
      Instant before,
      int rate,
      int units,
      VersionCounts excluded) {
    return of(job, prefix, source, before, rate, RangeState.stored(units))
        .counting(excluded, 0, List.of());
  }

  private static BackfillPlan of(
      String job, String prefix, String source, Instant before, int rate, RangeState range) {
    return new BackfillPlan(
        job,
        prefix,
        source,
        before,
        rate,
        Phase.RUNNING,
        1,
        List.of(range),
        VersionCounts.NONE,
        0,
        List.of(),
        null);
  }

  /** Returns the number of units that are handed out and have no counted result. */
  int inFlight() {
    return ranges.stream().mapToInt(it -> it.sent() - it.folded()).sum();
  }

  /** Returns the number of units that are stored and not handed out. */
  int waiting() {
    return ranges.stream().mapToInt(it -> it.staged() - it.sent()).sum();
  }

  /** Returns the plan in another phase. */
  public BackfillPlan in(Phase other, @Nullable Instant end) {
    return with(other, nextRange, ranges, counts, bytes, failures, end);
  }

  BackfillPlan counting(VersionCounts more, long moreBytes, List<UnitResult.Failure> moreFailures) {
    List<UnitResult.Failure> first =
        Stream.concat(failures.stream(), moreFailures.stream()).limit(MAX_FAILURES).toList();
    return with(phase, nextRange, ranges, counts.plus(more), bytes + moreBytes, first, ended);
  }

  BackfillPlan changing(int range, UnaryOperator<RangeState> change) {
    List<RangeState> changed =
        ranges.stream().map(it -> it.number() == range ? change.apply(it) : it).toList();
    return with(phase, nextRange, changed, counts, bytes, failures, ended);
  }

  /** Returns the plan with a range cut in two behind a key. */
  BackfillPlan split(RangeState range, String key) {
    List<RangeState> cut = new ArrayList<>();
    ranges.forEach(it -> cut.add(it.number() == range.number() ? it.endingAt(key) : it));
    cut.add(RangeState.begin(nextRange, key, range.upTo()));
    return with(phase, nextRange + 1, cut, counts, bytes, failures, ended);
  }

  /** Returns the plan without ranges that are done; it is done when none is left. */
  BackfillPlan compacted(Instant now) {
    List<RangeState> left = ranges.stream().filter(it -> !it.isDone()).toList();
    boolean isDone = left.isEmpty() && phase.isOpen();
    return with(
        isDone ? Phase.DONE : phase,
        nextRange,
        left,
        counts,
        bytes,
        failures,
        isDone ? now : ended);
  }

  private BackfillPlan with(
      Phase inPhase,
      int next,
      List<RangeState> open,
      VersionCounts counted,
      long sealedBytes,
      List<UnitResult.Failure> failed,
      @Nullable Instant end) {
    return new BackfillPlan(
        job, prefix, source, before, rate, inPhase, next, open, counted, sealedBytes, failed, end);
  }
}
