package dev.waybill.status;

import dev.waybill.fixity.plan.BurnRate;
import dev.waybill.fixity.plan.CoverageStrip;
import dev.waybill.fixity.plan.CycleProgress;
import dev.waybill.fixity.plan.FixityPlan;
import dev.waybill.fixity.plan.FixityPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Coverage of everything sealed by re-verification.
 *
 * @param at time of the count
 * @param plan plan in force
 * @param progress progress of the cycle
 * @param rate work and time that are left
 * @param strip coverage along the log
 */
public record CoverageStatus(
    Instant at, FixityPlan plan, CycleProgress progress, BurnRate rate, CoverageStrip strip) {
  /** Height of the picture, of which {@link #PROMISE} is the promised time. */
  public static final int HEIGHT = 60;

  /** Height of a bar whose versions were read the promised time ago. */
  public static final int PROMISE = 50;

  private static final double HALF = 0.5;
  private static final double MILLIS = 1000;

  /** Levels of a cell by the age of its reading. */
  public enum Level {
    FRESH("read within half the promise"),
    AGED("read within the promise"),
    LATE("older than 1.1 times the promise"),
    DEFECT("with an open defect");

    private final String text;

    Level(String text) {
      this.text = text;
    }

    /** Returns the meaning. */
    public String text() {
      return text;
    }
  }

  /**
   * Bar of the picture.
   *
   * @param x position, from 0
   * @param height height, at least 1
   */
  public record Bar(int x, int height, Level level) {}

  /** Returns the bars of the picture. */
  public List<Bar> bars() {
    List<CoverageStrip.Cell> cells = strip.cells();
    return IntStream.range(0, cells.size()).mapToObj(x -> bar(x, cells.get(x))).toList();
  }

  private Bar bar(int x, CoverageStrip.Cell cell) {
    double share = Math.max(0, age(cell) / (double) every().toMillis());
    Level level =
        cell.defects() > 0
            ? Level.DEFECT
            : share > FixityPolicy.LIMIT_SHARE
                ? Level.LATE
                : share > HALF ? Level.AGED : Level.FRESH;
    int height = (int) Math.ceil(share * PROMISE);
    return new Bar(x, Math.max(1, Math.min(HEIGHT, height)), level);
  }

  private long age(CoverageStrip.Cell cell) {
    return Duration.between(cell.since(), at).toMillis();
  }

  /** Returns the number of cells of a level. */
  public long cells(Level level) {
    return bars().stream().filter(it -> it.level() == level).count();
  }

  /** Returns the promised time between two readings. */
  public Duration every() {
    return plan.policy().every();
  }

  /** Returns the number of versions that were examined in the cycle. */
  public long examined() {
    return Math.max(0, plan.cycle().size() - progress.unexamined());
  }

  /** Returns the number of versions with an open defect. */
  public long defects() {
    return progress.singleDefects() + progress.otherDefects();
  }

  /** Returns the time until which the cycle must end. */
  public Instant deadline() {
    return plan.cycle().id().began().plus(plan.policy().limit());
  }

  /**
   * Returns the time at which the cycle ends at the rate since its begin; null when nothing was
   * examined in it.
   */
  public @Nullable Instant projectedEnd() {
    double seconds = Duration.between(plan.cycle().id().began(), at).toMillis() / MILLIS;
    if (examined() == 0 || seconds <= 0) {
      return null;
    }
    double left = progress.unexamined() * seconds / examined();
    return at.plusSeconds((long) left);
  }

  /** Returns the time since which the version that waits longest was not read; null for none. */
  public @Nullable Instant oldest() {
    return strip.cells().stream()
        .map(CoverageStrip.Cell::since)
        .min(Instant::compareTo)
        .orElse(null);
  }
}
