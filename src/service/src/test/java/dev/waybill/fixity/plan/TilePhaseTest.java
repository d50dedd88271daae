package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.CycleId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TilePhaseTest {
  private static final Instant BEGIN = Instant.parse("2026-11-29T12:00:00Z");
  private static final Duration EVERY = Duration.ofDays(30);
  private static final int TILES = 20_000;
  private static final int PARTS = 20;

  private static TilePhase phase(Instant began, String seed) {
    return new TilePhase(new PlannedCycle(CycleId.of(began), 1, seed, null), EVERY);
  }

  private static Instant after(Instant from, double share) {
    return from.plusMillis((long) (EVERY.toMillis() * share));
  }

  @Test
  void keepsTilesEvenlySpreadOverManyCycles() {
    Instant[] covered = new Instant[TILES];
    TilePhase first = phase(BEGIN, "0");
    for (int tile = 0; tile < TILES; tile++) {
      covered[tile] = first.within(BEGIN, EVERY, TilePhase.CYCLE_SHARE, tile);
    }
    for (int cycle = 1; cycle <= 24; cycle++) {
      Instant began = after(BEGIN, TilePhase.CYCLE_SHARE * cycle);
      TilePhase phase = phase(began, Integer.toString(cycle));
      int[] parts = new int[PARTS];
      for (int tile = 0; tile < TILES; tile++) {
        Instant due = phase.due(tile, covered[tile]);
        double share = Duration.between(covered[tile], due).toMillis() / (double) EVERY.toMillis();
        assertThat(share).isBetween(0.7499, 0.9501);
        double part = Duration.between(began, due).toMillis() / (0.85 * EVERY.toMillis());
        parts[(int) Math.min(PARTS - 1, part * PARTS)]++;
        covered[tile] = due;
      }
      assertThat(variation(parts)).as("cycle %s: %s", cycle, parts).isLessThan(0.1);
    }
  }

  /** Returns the coefficient of variation; 0.03 is that of chance with 1,000 tiles a part. */
  private static double variation(int[] counts) {
    double mean = Arrays.stream(counts).average().orElseThrow();
    double squares = IntStream.of(counts).mapToDouble(it -> (it - mean) * (it - mean)).sum();
    return Math.sqrt(squares / counts.length) / mean;
  }

  @Property(tries = 500)
  void keepsTileWithinTheLimitWheneverItWasCovered(
      @ForAll @LongRange(min = 0, max = 1L << 40) long tile,
      @ForAll @LongRange(min = -4_000_000, max = 100_000) long secondsBefore) {
    Instant covered = BEGIN.plusSeconds(secondsBefore);
    Instant due = phase(BEGIN, "a").due(tile, covered);
    Instant latest = after(covered, TilePhase.MAX_SHARE);
    assertThat(due).isBetween(BEGIN, after(BEGIN, TilePhase.CYCLE_SHARE));
    assertThat(due).isBeforeOrEqualTo(latest.isBefore(BEGIN) ? BEGIN : latest);
  }

  @Test
  void examinesTileWithUncoveredEntryAtTheBegin() {
    assertThat(phase(BEGIN, "a").due(7, null)).isEqualTo(BEGIN);
  }

  @Test
  void followsFromSeedCycleAndTileOnly() throws NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update("0a1b20261129T120000Z".getBytes(StandardCharsets.US_ASCII));
    digest.update(new byte[] {0, 0, 0, 0, 0, 0, 1, 2});
    long bits = ByteBuffer.wrap(digest.digest()).getLong() >>> 11;
    assertThat(phase(BEGIN, "0a1b").number(258)).isEqualTo(bits * 0x1p-53);
  }
}
