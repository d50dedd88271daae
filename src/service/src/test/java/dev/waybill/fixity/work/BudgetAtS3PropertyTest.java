package dev.waybill.fixity.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.plan.FixityBudget;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The budget as it arrives at S3, with any number of replicas. */
class BudgetAtS3PropertyTest {
  private static final int SECONDS = 420;
  private static final int MINUTE = 60;
  private static final double AMPLE_DOLLARS = 1e6;
  private static final long AMPLE_BYTES = 1L << 50;

  private static LongUnaryOperator sizes(long max, long seed) {
    return index -> Math.floorMod(((index + seed) * 0x9E3779B97F4A7C15L) >>> 11, max + 1);
  }

  private static void requireWithin(long[] counts, double perSecond, double least) {
    long sum = 0;
    for (int second = MINUTE; second < SECONDS; second++) {
      sum += counts[second];
      if (second >= 2 * MINUTE) {
        sum -= counts[second - MINUTE];
      }
      if (second >= 2 * MINUTE - 1) {
        assertThat(sum / (MINUTE * perSecond))
            .describedAs("share of the budget in the minute before second " + (second + 1))
            .isBetween(least, 1.05);
      }
    }
  }

  @Property(tries = 25)
  void keepsRequests(
      @ForAll @IntRange(min = 1, max = 6) int replicas,
      @ForAll @IntRange(min = 10, max = 50) int perSecond,
      @ForAll @IntRange(min = 1, max = 40) int latency,
      @ForAll @IntRange(min = 0, max = 100) int costly,
      @ForAll long seed)
      throws InterruptedException {
    ReadFleet fleet =
        new ReadFleet(
            new FixityBudget(AMPLE_BYTES, perSecond, AMPLE_DOLLARS),
            sizes(10_000, seed),
            replicas,
            latency,
            costly,
            SECONDS,
            seed);
    fleet.run();
    requireWithin(fleet.requests, perSecond, 0.95);
  }

  /** The results say what was used, so the leader gives out less. */
  @Property(tries = 5)
  void keepsTheMeanWhenReplicasDoNotKnowOfEachOther(
      @ForAll @IntRange(min = 2, max = 4) int replicas, @ForAll long seed)
      throws InterruptedException {
    FixityBudget budget = new FixityBudget(AMPLE_BYTES, 50, AMPLE_DOLLARS);
    ReadFleet fleet = new ReadFleet(budget, sizes(10_000, seed), replicas, 10, 0, SECONDS, seed);
    fleet.isCounted = false;
    fleet.run();
    // Replicas have work of two minutes in hand.
    long most = 50L * (SECONDS + 2 * MINUTE) + replicas * 256L * 2;
    assertThat(LongStream.of(fleet.requests).sum()).isBetween(50L * SECONDS * 9 / 10, most);
  }

  @Property(tries = 25)
  void keepsBytes(
      @ForAll @IntRange(min = 1, max = 6) int replicas,
      @ForAll @IntRange(min = 1, max = 8) int mebibytes,
      @ForAll @IntRange(min = 1, max = 40) int latency,
      @ForAll @IntRange(min = 18, max = 31) int bits,
      @ForAll long seed)
      throws InterruptedException {
    long perSecond = (long) mebibytes << 20;
    ReadFleet fleet =
        new ReadFleet(
            new FixityBudget(perSecond, 1000, AMPLE_DOLLARS),
            sizes(1L << bits, seed),
            replicas,
            latency,
            10,
            SECONDS,
            seed);
    fleet.run();
    requireWithin(fleet.bytes, (double) perSecond, 0.95);
    requireWithin(fleet.requests, 1000, 0);
  }

  @Property(tries = 15)
  void keepsDollars(
      @ForAll @IntRange(min = 1, max = 3) int replicas,
      @ForAll @IntRange(min = 1, max = 6) int dollars,
      @ForAll long seed)
      throws InterruptedException {
    FixityBudget budget = new FixityBudget(AMPLE_BYTES, 1e6, dollars);
    ReadFleet fleet = new ReadFleet(budget, sizes(10_000, seed), replicas, 10, 5, SECONDS, seed);
    fleet.run();
    double priced = dollars / 86_400.0 / 1.4e-6;
    assertThat(budget.readsPerSecond(ReadFleet.PRICES) / priced).isBetween(0.98, 1.0);
    requireWithin(fleet.requests, priced, 0.95);
  }
}
