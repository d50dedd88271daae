package dev.waybill.fixity.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.shape.ShapeProgress.Phase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ShapeProgressTest {
  @Test
  void statesRateAndTimeLeft() {
    ShapeProgress progress = new ShapeProgress(Phase.LISTING, 1000, 4000, Duration.ofSeconds(10));

    assertThat(progress.perSecond()).isEqualTo(100);
    assertThat(progress.left()).contains(Duration.ofSeconds(30));
  }

  @Test
  void statesNoTimeLeftBeforeRateIsKnown() {
    assertThat(new ShapeProgress(Phase.READING, 10, 20, Duration.ZERO).left()).isEmpty();
  }

  @Test
  void statesNoTimeLeftWhenThereIsMoreThanExpected() {
    assertThat(new ShapeProgress(Phase.LISTING, 30, 20, Duration.ofSeconds(1)).left()).isEmpty();
  }
}
