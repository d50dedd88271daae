package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.InMemoryLogStore;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class CyclePricingTest {
  private static final FixityPrices PRICES = FixityPrices.ofRegion("eu-west-1");
  private static final FixityBudget BUDGET = new FixityBudget(20_000_000, 1000, 100);
  private static final FixityPolicy POLICY = PlanWorld.policy(Duration.ofDays(30), BUDGET);

  private static SampleEntries log(long size, long bytes) {
    return new SampleEntries(size, index -> bytes, Instant.parse("2026-11-29T12:00:00Z"));
  }

  private static PlanPrice price(SampleEntries log) {
    return CyclePricing.of(new FixityStateStore(new InMemoryLogStore()), log, POLICY, PRICES);
  }

  @Test
  void pricesMillionSmallObjects() {
    PlanPrice price = price(log(1_000_000, 100_000));
    assertThat(price.bytes()).isEqualTo(100_000_000_000L);
    assertThat(price.requests()).isCloseTo(2_000_000, Percentage.withPercentage(0.1));
    assertThat(price.dollars()).isCloseTo(2.85, Percentage.withPercentage(1));
    assertThat(price.dollarsOfEvents()).isCloseTo(2.01, Percentage.withPercentage(1));
    assertThat(price.dollarsOfNat()).isCloseTo(4.19, Percentage.withPercentage(1));
    assertThat(price.hours()).isCloseTo(1.39, Percentage.withPercentage(1));
    assertThat(price.isSufficient()).isTrue();
    assertThat(price.advice()).isEmpty();
    assertThat(price.isEstimate()).isTrue();
  }

  @Test
  void saysWhichBudgetSufficesForThePromise() {
    PlanPrice price = price(log(590_000, 100_000_000));
    assertThat(price.isSufficient()).isFalse();
    assertThat(price.days()).isCloseTo(34.1, Percentage.withPercentage(1));
    assertThat(price.advice())
        .containsExactly(
            "raise waybill.fixity.budget.bytes-per-second to at least "
                + price.neededBytesPerSecond()
                + " for 30.0 days");
    FixityBudget enough = new FixityBudget(price.neededBytesPerSecond(), 1000, 100);
    PlanPrice raised =
        new PlanPrice(
            price.work(),
            price.knownVersions(),
            PlanWorld.policy(Duration.ofDays(30), enough),
            PRICES);
    assertThat(raised.isSufficient()).isTrue();
    assertThat(raised.advice()).isEmpty();
  }

  @Test
  void saysWhichLimitsOfRequestsAndDollarsSuffice() {
    FixityPolicy scarce =
        PlanWorld.policy(Duration.ofDays(30), new FixityBudget(20_000_000, 0.5, 0.05));
    PlanPrice price = price(log(1_000_000, 100));
    assertThat(new PlanPrice(price.work(), 0, scarce, PRICES).advice())
        .containsExactly(
            "raise waybill.fixity.budget.requests-per-second to at least 1 for 30.0 days",
            "raise waybill.fixity.budget.dollars-per-day to at least 0.11 for 30.0 days");
  }

  @Test
  void countsKnownTilesExactly() {
    PlanWorld world = new PlanWorld(log(2600, 1000), POLICY);
    FixityPlanner leader = world.leader();
    for (int hour = 0; hour < 24 * 30; hour++) {
      PlannerStatus unused = leader.run(world.now);
      unused = leader.run(world.now.plusSeconds(10));
      world.workAll();
      world.advance(Duration.ofHours(1));
    }
    PlanPrice price = CyclePricing.of(world.states, world.log, POLICY, PRICES);
    assertThat(price.isEstimate()).isFalse();
    assertThat(price.bytes()).isEqualTo(2_600_000);
  }

  @Test
  void pricesAnEmptyLog() {
    PlanPrice price = price(log(0, 1));
    assertThat(price.dollars()).isZero();
    assertThat(price.isSufficient()).isTrue();
  }
}
