package dev.waybill.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waybill.fixity.plan.FixityPrices;
import org.junit.jupiter.api.Test;

/** Numbers that other documents state, and those that grow faster than the objects. */
final class PartCallsTest {
  private static final FixityPrices PRICES = FixityPrices.ofRegion("us-east-1");
  private static final double MILLION = 1e6;

  /** The price in docs/concepts/log.md of 100 entries a second for a month. */
  @Test
  void pricesMonthOfBusyLogAsItsPageDoes() {
    CallTally calls =
        PartCalls.rounds(CapacityModel.MONTH, CapacityModel.MONTH, 100 * CapacityModel.MONTH);

    assertThat(calls.dollars(PRICES)).isCloseTo(92.95, within(0.01));
  }

  @Test
  void pricesMonthOfIdleLogAsItsPageDoes() {
    CallTally calls = PartCalls.idleRuns(CapacityModel.MONTH);

    assertThat(calls.dollars(PRICES)).isCloseTo(12.96, within(0.01));
  }

  /** The numbers in docs/concepts/fixity.md, without the reads of the log and of results. */
  @Test
  void countsCycleAsItsPageDoes() {
    CallTally calls = PartCalls.cycle(MILLION, 0);

    double units = Math.ceil(MILLION / PartCalls.TILE);
    assertThat(calls.reads() - 3 * units).isEqualTo(2 * MILLION);
    assertThat(calls.writes()).isCloseTo(7_813, within(1.0));
  }

  @Test
  void readsLargeObjectsInParts() {
    double small = PartCalls.cycle(1000, 1000).reads();

    assertThat(PartCalls.cycle(1000, 1000 * 128.0 * (1 << 20)).reads() - small).isEqualTo(2000);
  }

  @Test
  void comparisonOfRecordsGrowsWithSquareOfObjects() {
    double tenMillion = PartCalls.comparison(10 * MILLION, MILLION).reads();

    assertThat(PartCalls.comparison(100 * MILLION, MILLION).reads() / tenMillion)
        .isCloseTo(100, within(10.0));
  }

  @Test
  void otherPartsGrowWithObjects() {
    assertThat(PartCalls.glance(1000 * MILLION).s3() / PartCalls.glance(10 * MILLION).s3())
        .isCloseTo(100, within(1.0));
    assertThat(
            PartCalls.reconciliation(1000 * MILLION).s3()
                / PartCalls.reconciliation(10 * MILLION).s3())
        .isCloseTo(100, within(2.0));
    assertThat(PartCalls.wholeCheck(1000 * MILLION).s3() / PartCalls.wholeCheck(MILLION).s3())
        .isCloseTo(1000, within(1.0));
  }
}
