package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {
  private final Function<String, Duration> duration =
      Units.duration(Duration.ZERO, Duration.ofDays(36500));
  private final Function<String, Long> size = Units.size(0, Long.MAX_VALUE);

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "12h,PT12H", "7d,PT168H", "PT1H,PT1H"})
  void durations(String text, Duration meant) {
    assertThat(duration.apply(text)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "-1s", "PT-5S", "5 weeks", "1.5h", "s", "999999999999d"})
  void no_durations(String text) {
    assertThatThrownBy(() -> duration.apply(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("30s");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "42,42", "42B,42", "5MiB,5242880", "5 GiB,5368709120", "1KiB,1024"})
  void sizes(String text, long bytes) {
    assertThat(size.apply(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5GB", "5gib", "-1", "1e3", "", "999999999999999TiB"})
  void no_sizes(String text) {
    assertThatThrownBy(() -> size.apply(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("512MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUE", "yes", "1", "", " true"})
  void only_true_and_false_are_booleans(String text) {
    assertThatThrownBy(() -> Units.bool(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void a_duration_shown_is_read_as_the_same(@ForAll @LongRange(min = 0, max = 1L << 31) long s) {
    Duration value = Duration.ofSeconds(s);

    assertThat(duration.apply(Units.show(value))).isEqualTo(value);
  }
}
