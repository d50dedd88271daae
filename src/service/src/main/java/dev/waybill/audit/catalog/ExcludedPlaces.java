package dev.waybill.audit.catalog;

import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Regular expression of the objects that scopes exclude from custody, as bucket and key. */
final class ExcludedPlaces {
  /** Expression without a match. */
  private static final String NOTHING = "[^\\s\\S]";

  private static final String ANYTHING = "[\\s\\S]*";
  private static final String SPECIAL = "\\.[]{}()<>*+-=!?^$|&~#\"'@:%";

  private ExcludedPlaces() {}

  static String of(CustodyScopes scopes) {
    String all = scopes.all().stream().flatMap(ExcludedPlaces::of).collect(Collectors.joining("|"));
    return all.isEmpty() ? NOTHING : all;
  }

  private static Stream<String> of(RawSettings scope) {
    String place = quoted(scope.bucket() + "/" + scope.incoming());
    return scope.excluded().patterns().stream()
        .map(
            pattern ->
                "\\A"
                    + place
                    + Stream.of(pattern.split("\\*", -1))
                        .map(ExcludedPlaces::quoted)
                        .collect(Collectors.joining(ANYTHING))
                    + (pattern.endsWith("/") ? "" : "\\z"));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder();
    text.codePoints()
        .forEach(
            it -> {
              if (it < 0x80 && SPECIAL.indexOf(it) >= 0) {
                quoted.append('\\');
              }
              quoted.appendCodePoint(it);
            });
    return quoted.toString();
  }
}
