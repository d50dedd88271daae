package dev.waybill.fixity.plan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Time within a cycle at which a tile is due. It follows from the seed of the cycle, the tile and
 * its last examination, so that everybody can compute it again, and nobody could choose it.
 *
 * <p>A tile is due after 0.75 to 0.95 of the period, at random. A cycle lasts 0.85 of it, and a
 * time that would lie outside of the cycle is reflected at its border: that keeps tiles evenly
 * spread for ever, where a time that is moved to the border would gather them there.
 */
final class TilePhase {
  /** Share of the period that a cycle is planned to last. */
  static final double CYCLE_SHARE = 0.85;

  /** Largest share of the period after which a tile is due. */
  static final double MAX_SHARE = 0.95;

  private static final double MIN_SHARE = 0.75;
  private static final int BITS = 53;

  private final Instant began;
  private final byte[] seed;
  private final double every;
  private final MessageDigest digest;

  TilePhase(PlannedCycle cycle, Duration every) {
    began = cycle.id().began();
    seed = (cycle.seed() + cycle.id().name()).getBytes(StandardCharsets.US_ASCII);
    this.every = every.toMillis();
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /**
   * Returns the number of a tile in the cycle, evenly spread over 0 to 1: the first 53 bits of
   * SHA-256(digits of the seed ‖ name of the cycle ‖ tile as 8 bytes).
   */
  double number(long tile) {
    digest.update(seed);
    byte[] hash = digest.digest(ByteBuffer.allocate(Long.BYTES).putLong(tile).array());
    return (ByteBuffer.wrap(hash).getLong() >>> (Long.SIZE - BITS)) / (double) (1L << BITS);
  }

  /** Returns a time within the first share of a span. */
  Instant within(Instant from, Duration span, double share, long tile) {
    return from.plusMillis((long) (span.toMillis() * share * number(tile)));
  }

  /**
   * Returns the time at which a tile is due in the cycle.
   *
   * @param covered time of its last examination before the cycle; null when an entry never was
   *     examined, so that it is due at the begin
   */
  Instant due(long tile, @Nullable Instant covered) {
    if (covered == null) {
      return began;
    }
    double last = Duration.between(began, covered).toMillis();
    double planned = last + every * (MIN_SHARE + (MAX_SHARE - MIN_SHARE) * number(tile));
    double latest = Math.max(0, last + every * MAX_SHARE);
    double end = every * CYCLE_SHARE;
    double inside = Math.abs(planned);
    inside = inside > end ? Math.max(0, 2 * end - inside) : inside;
    return began.plusMillis((long) Math.min(inside, latest));
  }
}
