package dev.waybill.audit.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.ExcludedKeys;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.TemporaryNames;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Regular expression of excluded objects, compared with the decision of the service. */
class ExcludedPlacesTest {
  @Test
  void matchesNothingWithoutExclusions() {
    String none =
        ExcludedPlaces.of(CustodyScopes.of(new RawSettings("raw-bucket", "in/", "out/", "test/")));

    assertThat(Pattern.compile(none).matcher("raw-bucket/in/a").find()).isFalse();
  }

  @Property(tries = 500)
  void matchesWhatTheScopeExcludes(
      @ForAll @StringLength(max = 8) @CharRange(from = 'a', to = 'c') String path) {
    for (String pattern : List.of("a/", "*b", "a*c", "a.b+", "(a", "*/b/")) {
      assertMatch(pattern, path);
      assertMatch(pattern, path.replace('c', '/'));
    }
    assertMatch("a.b+", "a.b+");
    assertMatch("a.b+", "aab+");
    assertMatch("a*c", "a\nc");
  }

  private static void assertMatch(String pattern, String path) {
    RawSettings scope =
        new RawSettings(
            "away",
            "away-bucket",
            "in/",
            "away-bucket",
            "out/",
            "test/",
            TemporaryNames.NONE,
            new ExcludedKeys(List.of(pattern)),
            null,
            null,
            null);
    String place = "away-bucket/in/" + path;

    assertThat(Pattern.compile(ExcludedPlaces.of(CustodyScopes.of(scope))).matcher(place).find())
        .as("%s %s", pattern, path)
        .isEqualTo(scope.isExcluded("in/" + path));
  }
}
