package dev.waybill.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types of numbers, durations, sizes and paths as operators write them. */
final class Units {
  static final long KIB = 1024;
  static final long MIB = 1024 * KIB;
  static final long GIB = 1024 * MIB;
  private static final long TIB = 1024 * GIB;

  static final SettingType<Boolean> BOOLEAN =
      new SettingType<>("true or false", "", Units::parseBoolean, value -> true);
  static final SettingType<Path> PATH =
      new SettingType<>("a path", "", Units::parsePath, value -> true);

  static final SettingType<String> PATH_OR_NONE =
      new SettingType<>("a path, or none", "", text -> parsePath(text).toString(), value -> true);

  static final SettingType<String> TEXT = SettingType.text("text", "", value -> true);
  static final SettingType<Secret> SECRET =
      new SettingType<>("text", "", Secret::new, value -> true);

  private static final List<String> SEVERITIES =
      List.of("informational", "low", "medium", "high", "critical");
  static final SettingType<String> SEVERITY = SettingType.oneOf(SEVERITIES, Function.identity());

  /** Severity as the severity id of OCSF: 1 informational to 5 critical. */
  static final SettingType<Integer> SEVERITY_ID =
      SettingType.oneOf(SEVERITIES, word -> SEVERITIES.indexOf(word) + 1);

  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s?(B|KiB|MiB|GiB|TiB)?");
  private static final Map<String, Long> SIZES =
      Map.of("B", 1L, "KiB", KIB, "MiB", MIB, "GiB", GIB, "TiB", TIB);
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s?(ms|s|m|h|d)");
  private static final Map<String, Duration> DURATIONS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Units() {}

  /** Returns the type of whole numbers within inclusive bounds. */
  static SettingType<Integer> integer(int min, int max) {
    return new SettingType<>(
        "a whole number from " + min + " to " + max,
        "",
        Integer::parseInt,
        value -> value >= min && value <= max);
  }

  /** Returns the type of sizes in bytes within inclusive bounds. */
  static SettingType<Long> size(long min, long max) {
    return new SettingType<>(
        "a size from " + show(min) + " to " + show(max),
        ", such as 512MiB, 5GiB or bytes",
        Units::parseSize,
        value -> value >= min && value <= max);
  }

  /** Returns the type of durations within inclusive bounds. */
  static SettingType<Duration> duration(Duration min, Duration max) {
    return new SettingType<>(
        "a duration from " + show(min) + " to " + show(max),
        ", such as 30s, 5m, 12h, 7d or ISO-8601's PT5M",
        Units::parseDuration,
        value -> value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
  }

  /** Returns a duration in the largest unit that divides it, such as {@code 90s} or {@code 12h}. */
  static String show(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds == 0 || seconds % 60 != 0) {
      return seconds + "s";
    }
    if (seconds % 3600 != 0) {
      return seconds / 60 + "m";
    }
    return seconds % 86400 == 0 ? seconds / 86400 + "d" : seconds / 3600 + "h";
  }

  private static String show(long bytes) {
    if (bytes % GIB == 0) {
      return bytes % TIB == 0 && bytes > 0 ? bytes / TIB + "TiB" : bytes / GIB + "GiB";
    }
    return bytes % MIB == 0 ? bytes / MIB + "MiB" : bytes + "B";
  }

  private static boolean parseBoolean(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }

  private static Path parsePath(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("no path", e);
    }
  }

  private static long parseSize(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("no size");
    }
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    return Math.multiplyExact(
        Long.parseLong(matcher.group(1)), (long) SIZES.getOrDefault(unit, 1L));
  }

  private static Duration parseDuration(String text) {
    Matcher matcher = DURATION.matcher(text);
    try {
      return matcher.matches()
          ? DURATIONS
              .getOrDefault(matcher.group(2), Duration.ZERO)
              .multipliedBy(Long.parseLong(matcher.group(1)))
          : Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("no duration", e);
    }
  }
}
