package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReconcileSettingsTest {
  private static final RawSettings RAW = new RawSettings("raw", "incoming/", "processed/", "test/");

  @ParameterizedTest
  @ValueSource(strings = {"s3://reports/raw/daily", "s3://reports/a/b/raw/daily"})
  void placeOfTheRawBucketIsAccepted(String place) {
    assertThatCode(() -> settings(place).requireOf(RAW)).doesNotThrowAnyException();
  }

  @Test
  void placeOfAnotherBucketIsRejected() {
    assertThatThrownBy(() -> settings("s3://reports/raw/other/daily").requireOf(RAW))
        .hasMessageContaining("must be of the bucket of waybill.raw.bucket");
  }

  @Test
  void placeInTheBucketThatIsListedIsRejected() {
    assertThatThrownBy(() -> settings("s3://raw/inv/raw/daily").requireOf(RAW))
        .hasMessageContaining("must be in another bucket than waybill.raw.bucket");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "reports/raw/daily", "s3://reports/daily", "s3://reports/raw/daily/"})
  void textThatIsNoPlaceIsRejected(String place) {
    assertThatThrownBy(() -> settings(place)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ReconcileSettings settings(String place) {
    return new ReconcileSettings(Duration.ofDays(1), Duration.ofDays(7), place, Duration.ofDays(2));
  }
}
