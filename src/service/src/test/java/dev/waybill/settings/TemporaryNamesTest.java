package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TemporaryNamesTest {
  @ParameterizedTest
  @CsvSource({
    "*.part, a.part, true",
    "*.part, .part, true",
    "*.part, a.part.gz, false",
    "*.part, x.part/a, false",
    "~*, ~a, true",
    "~*, ~a/b, false",
    "a*a, a, false",
    "a*a, aa, true",
    "a*b*c, aXbYc, true",
    "a*b*c, acb, false",
    "a*b*c, abbc, true",
    "*x*x*, axa, false",
    "*x*x*, axxa, true",
    "_temporary/, _temporary/a, true",
    "_temporary/, a/_temporary/, true",
    "_temporary/, _temporary, false",
    "tmp-*/, tmp-1/a, true",
    "a.b, axb, false"
  })
  void matchesNamesAndFolders(String pattern, String path, boolean matching) {
    assertThat(new TemporaryNames(List.of(pattern)).match(path)).isEqualTo(matching);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "**", "*/", "/", "a/b", "a//", "a b", "a,,b", "none,a b"})
  void rejectsPatternThatMatchesEverythingOrNothing(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TemporaryNames.TYPE.parse(text))
        .withMessageContaining("name patterns separated by commas");
  }
}
