package dev.waybill.fixity.shape;

import java.time.Duration;
import java.time.Instant;

/**
 * Times by which rows are judged, in seconds since 1970.
 *
 * @param began time at which the listing began
 * @param settled time before which everything has to be in its place
 */
public record JudgeTimes(long began, long settled) {
  /** Age below which a version may still be on its way. */
  static final Duration IN_FLIGHT = Duration.ofHours(1);

  /** Time between sealing and promotion above which a copy is examined singly. */
  public static final long PROMOTED_WITHIN = Duration.ofDays(1).toSeconds();

  /** Difference below which the order of sealing is not the order of writing. */
  public static final long SAME_TIME = Duration.ofMinutes(15).toSeconds();

  static JudgeTimes of(Instant began) {
    return new JudgeTimes(began.getEpochSecond(), began.minus(IN_FLIGHT).getEpochSecond());
  }

  /** Returns true for a row that is judged. */
  boolean isSettled(ShapeRow row) {
    return row.seconds() < settled;
  }

  /** Returns true for an entry of which a copy can be settled; some are sealed after their copy. */
  boolean isSealedBeforeSettled(ShapeRow entry) {
    return entry.seconds() < settled + SAME_TIME;
  }

  /** Returns true for an entry that was sealed before the listing began. */
  boolean isBeforeListing(ShapeRow entry) {
    return entry.seconds() < began;
  }
}
