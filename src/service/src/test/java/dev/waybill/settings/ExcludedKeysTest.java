package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns of keys that are never taken into custody. */
final class ExcludedKeysTest {
  @ParameterizedTest
  @CsvSource({
    "a.log, a.log, true",
    "a.log, b/a.log, false",
    "a.log, a.log.gz, false",
    "*.log, a.log, true",
    "*.log, b/c/a.log, true",
    "*.log, a.logs, false",
    "reports/, reports/a, true",
    "reports/, reports/a/b, true",
    "reports/, reports, false",
    "reports/, old/reports/a, false",
    "reports/, Reports/a, false",
    "*/reports/, old/reports/a, true",
    "a*b*c, axbxc, true",
    "a*b*c, acb, false",
    "ab*ba, aba, false",
    "'none', anything, false",
    "'x/, y', y, true",
  })
  void comparesThePathBelowTheIncomingPrefix(String text, String path, boolean expected) {
    assertThat(ExcludedKeys.TYPE.parse(text).match(path)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "**", "*/", "/", "/a", "a,,b", "a,", "a\nb", "*/*"})
  void rejectsPatternsThatExcludeEverythingOrNothing(String text) {
    assertThatThrownBy(() -> ExcludedKeys.TYPE.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("patterns of keys separated by commas");
  }
}
