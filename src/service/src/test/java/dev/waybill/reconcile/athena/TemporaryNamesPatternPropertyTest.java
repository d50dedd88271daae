package dev.waybill.reconcile.athena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.settings.TemporaryNames;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** The expression finds the names that the setting matches, and no others. */
final class TemporaryNamesPatternPropertyTest {
  private static final List<List<String>> SETTINGS =
      List.of(
          List.of("*.a"),
          List.of("_/"),
          List.of("a*b", "b/"),
          List.of("a*/"),
          List.of("a*a*a"),
          List.of("+.[a]", "(a|b)*", "\\a", "^a$", "{b}/"));

  @Property(tries = 500)
  void findsWhatTheSettingMatches(
      @ForAll
          @StringLength(max = 8)
          @Chars({'/', '.', '_', '\n', '\\', '+', '[', ']', '|'})
          @CharRange(from = 'a', to = 'b')
          String path) {
    for (List<String> patterns : SETTINGS) {
      TemporaryNames names = new TemporaryNames(patterns);
      assertThat(Pattern.compile(TemporaryNamesPattern.of(names)).matcher(path).find())
          .as("%s of %s", path, patterns)
          .isEqualTo(names.match(path));
    }
  }

  @Test
  void findsNothingWithoutNames() {
    Pattern pattern = Pattern.compile(TemporaryNamesPattern.of(TemporaryNames.NONE));
    for (String path : List.of("", "a", "\n", "a/b.part")) {
      assertThat(pattern.matcher(path).find()).isFalse();
    }
  }
}
