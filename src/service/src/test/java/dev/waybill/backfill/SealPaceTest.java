package dev.waybill.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealPaceTest {
  private final List<Double> taken = new ArrayList<>();
  private final SealPace pace = new SealPace(taken::add);

  private double versionsPerSecond() throws InterruptedException {
    pace.await();
    return 1 / taken.get(taken.size() - 1);
  }

  @Test
  void beginsVersionsAtTheRate() throws InterruptedException {
    pace.set(500);
    assertThat(versionsPerSecond()).isCloseTo(500, within(0.001));

    pace.set(100);
    assertThat(versionsPerSecond()).isCloseTo(100, within(0.001));
  }

  @Test
  void spreadsAUnitOverTenSecondsAtMost() throws InterruptedException {
    pace.set(1);

    assertThat(BackfillUnit.MAX_VERSIONS / versionsPerSecond()).isCloseTo(10, within(0.001));
  }

  @Test
  void beginsSlowlyBeforeTheRateIsKnown() throws InterruptedException {
    assertThat(versionsPerSecond()).isCloseTo(25.6, within(0.001));
  }
}
