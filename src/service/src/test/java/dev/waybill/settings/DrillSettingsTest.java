package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DrillSettingsTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static FixitySettings fixity(boolean enabled, Duration glance) {
    return new FixitySettings(
        enabled, "fixity", Duration.ofDays(30), glance, 50 * Units.MIB, 100, 10, 4, DAY);
  }

  private static DrillSettings drills(Duration within, Duration glance) {
    return DrillSettings.of(DAY, within, null, fixity(true, glance));
  }

  @Test
  void derivesLimitFromGlance() {
    assertThat(drills(Duration.ZERO, DAY).within()).isEqualTo(Duration.ofHours(26));
    assertThat(drills(Duration.ZERO, Duration.ofDays(30)).within())
        .isEqualTo(Duration.ofHours(722));
    assertThat(drills(Duration.ofHours(25), DAY).within()).isEqualTo(Duration.ofHours(25));
  }

  @Test
  void makesNoDrillThatNothingFinds() {
    assertThat(DrillSettings.of(DAY, Duration.ZERO, null, fixity(false, DAY)).every()).isZero();
    assertThat(drills(Duration.ZERO, Duration.ZERO).every()).isZero();
    assertThat(drills(Duration.ofMinutes(1), Duration.ZERO).every()).isZero();
  }

  @Test
  void rejectsLimitShorterThanDetection() {
    assertThatThrownBy(() -> drills(Duration.ofHours(24), DAY))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("waybill.fixity.glance");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alias/second",
        "11111111-2222-3333-4444-555555555555",
        "arn:aws:kms:eu-west-1:123456789012:alias/second",
        "arn:aws:s3:::bucket",
        ""
      })
  void rejectsKeyThatIsNoArnOfKey(String key) {
    assertThatThrownBy(() -> DrillSettings.of(DAY, Duration.ZERO, key, fixity(true, DAY)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
