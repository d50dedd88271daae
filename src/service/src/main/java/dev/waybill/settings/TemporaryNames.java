package dev.waybill.settings;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns of the names under which uploaders write objects that they rename when the upload is
 * complete. Such an object is not taken into custody; the renamed one is.
 *
 * @param patterns each is the name of a folder, which ends in {@code /}, or the last part of a key;
 *     {@code *} stands for any characters; empty when no name is temporary
 */
public record TemporaryNames(List<String> patterns) {
  /** No name is temporary. */
  public static final TemporaryNames NONE = new TemporaryNames(List.of());

  /** One slash at most, at the end, and not only stars, which would match every name. */
  private static final Pattern LEGAL = Pattern.compile("(?!\\*+/?$)[^/,\\s\\p{Cntrl}]{1,100}/?");

  static final SettingType<TemporaryNames> TYPE =
      new SettingType<>(
          "none, or name patterns separated by commas",
          ", such as *.part or _temporary/ (a / stands only at the end, for a folder)",
          TemporaryNames::parse,
          names -> true);

  /**
   * @throws IllegalArgumentException when a pattern is not legal
   */
  public TemporaryNames {
    patterns = List.copyOf(patterns);
    if (!patterns.stream().allMatch(it -> LEGAL.matcher(it).matches())) {
      throw new IllegalArgumentException("not a name pattern");
    }
  }

  private static TemporaryNames parse(String text) {
    return text.equals(SettingDeclaration.NONE)
        ? NONE
        : new TemporaryNames(Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  /**
   * Returns true when the name of an object, or of a folder that holds the object, is temporary.
   *
   * @param path the key below the incoming prefix
   */
  public boolean match(String path) {
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length; i++) {
      String name = i < names.length - 1 ? names[i] + "/" : names[i];
      if (patterns.stream().anyMatch(pattern -> matches(pattern, name))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, String name) {
    return pattern.endsWith("/") == name.endsWith("/") && Wildcards.match(pattern, name);
  }
}
