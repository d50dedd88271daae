package dev.waybill.settings;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keys below the incoming prefix of a scope that are never taken into custody. They are counted and
 * stay where they are.
 *
 * @param patterns each is the path of an object below the incoming prefix, or of a folder, which
 *     ends in {@code /} and stands for everything below it; {@code *} stands for any characters,
 *     slashes included; empty when no key is excluded
 */
public record ExcludedKeys(List<String> patterns) {
  /** No key is excluded. */
  public static final ExcludedKeys NONE = new ExcludedKeys(List.of());

  /** Not only stars and slashes, which would exclude the whole scope. */
  private static final Pattern LEGAL = Pattern.compile("(?!/)(?![*/]+$)[^,\\p{Cntrl}]{1,200}");

  static final SettingType<ExcludedKeys> TYPE =
      new SettingType<>(
          "none, or patterns of keys separated by commas",
          ", such as reports/ or *.log, relative to the incoming prefix",
          ExcludedKeys::parse,
          keys -> true);

  /**
   * @throws IllegalArgumentException when a pattern is not legal
   */
  public ExcludedKeys {
    patterns = List.copyOf(patterns);
    if (!patterns.stream().allMatch(it -> LEGAL.matcher(it).matches())) {
      throw new IllegalArgumentException("not a pattern of keys");
    }
  }

  private static ExcludedKeys parse(String text) {
    return text.equals(SettingDeclaration.NONE)
        ? NONE
        : new ExcludedKeys(Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  /**
   * Returns true when a key is excluded.
   *
   * @param path the key below the incoming prefix
   */
  public boolean match(String path) {
    return patterns.stream()
        .anyMatch(
            it -> it.endsWith("/") ? Wildcards.match(it + "*", path) : Wildcards.match(it, path));
  }
}
