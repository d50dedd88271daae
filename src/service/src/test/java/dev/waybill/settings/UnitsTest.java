package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, sizes and booleans as operators write them. */
final class UnitsTest {
  private final SettingType<Duration> duration =
      Units.duration(Duration.ZERO, Duration.ofDays(36500));
  private final SettingType<Long> size = Units.size(0, Long.MAX_VALUE);

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "12h,PT12H", "7d,PT168H", "PT1H,PT1H"})
  void readsDurations(String text, Duration meant) {
    assertThat(duration.parse(text)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "-1s", "PT-5S", "5 weeks", "1.5h", "s", "999999999999d"})
  void rejectsTextThatIsNoDuration(String text) {
    assertThatThrownBy(() -> duration.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30s");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "42,42", "42B,42", "5MiB,5242880", "5 GiB,5368709120", "1KiB,1024"})
  void readsSizes(String text, long bytes) {
    assertThat(size.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5GB", "5gib", "-1", "1e3", "", "999999999999999TiB"})
  void rejectsTextThatIsNoSize(String text) {
    assertThatThrownBy(() -> size.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("512MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "yes", "1", "", " true"})
  void acceptsOnlyTrueAndFalseAsBooleans(String text) {
    assertThatThrownBy(() -> Units.BOOLEAN.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void readsShownDurationAsTheSameDuration(@ForAll @LongRange(min = 0, max = 1L << 31) long s) {
    Duration value = Duration.ofSeconds(s);

    assertThat(duration.parse(Units.show(value))).isEqualTo(value);
  }
}
