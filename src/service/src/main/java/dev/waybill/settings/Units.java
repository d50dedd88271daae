package dev.waybill.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers, durations and sizes as operators write them, within bounds. */
final class Units {
  static final long KIB = 1024;
  static final long MIB = 1024 * KIB;
  static final long GIB = 1024 * MIB;

  private static final Pattern SIZE = Pattern.compile("(\\d{1,18})\\s?(B|KiB|MiB|GiB|TiB)?");
  private static final Map<String, Long> SIZES =
      Map.of("B", 1L, "KiB", KIB, "MiB", MIB, "GiB", GIB, "TiB", 1024 * GIB);
  private static final Pattern DURATION = Pattern.compile("(\\d{1,12})\\s?(ms|s|m|h|d)");
  private static final Map<String, Duration> DURATIONS =
      Map.of(
          "ms", Duration.ofMillis(1),
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1));

  private Units() {}

  static Function<String, Integer> integer(int least, int most) {
    String expected = "a whole number from " + least + " to " + most;
    return text -> {
      try {
        int value = Integer.parseInt(text);
        require(value >= least && value <= most, expected);
        return value;
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(expected, e);
      }
    };
  }

  static Function<String, Long> size(long least, long most) {
    String expected =
        "a size from " + show(least) + " to " + show(most) + ", such as 512MiB, 5GiB or bytes";
    return text -> {
      Matcher matcher = SIZE.matcher(text);
      require(matcher.matches(), expected);
      long value = multiply(matcher, expected);
      require(value >= least && value <= most, expected);
      return value;
    };
  }

  static Function<String, Duration> duration(Duration least, Duration most) {
    String expected =
        "a duration from "
            + show(least)
            + " to "
            + show(most)
            + ", such as 30s, 5m, 12h, 7d or ISO-8601's PT5M";
    return text -> {
      Duration value = parseDuration(text, expected);
      require(value.compareTo(least) >= 0 && value.compareTo(most) <= 0, expected);
      return value;
    };
  }

  static boolean bool(String text) {
    require(text.equals("true") || text.equals("false"), "true or false");
    return text.equals("true");
  }

  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("a file's path", e);
    }
  }

  /** In the largest unit that divides it: {@code 90s}, {@code 12h}. */
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
      return bytes / GIB + "GiB";
    }
    return bytes % MIB == 0 ? bytes / MIB + "MiB" : bytes + "B";
  }

  private static long multiply(Matcher matcher, String expected) {
    String unit = matcher.group(2) == null ? "B" : matcher.group(2);
    try {
      return Math.multiplyExact(
          Long.parseLong(matcher.group(1)), (long) SIZES.getOrDefault(unit, 1L));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }

  private static Duration parseDuration(String text, String expected) {
    Matcher matcher = DURATION.matcher(text);
    try {
      return matcher.matches()
          ? DURATIONS
              .getOrDefault(matcher.group(2), Duration.ZERO)
              .multipliedBy(Long.parseLong(matcher.group(1)))
          : Duration.parse(text);
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }

  private static void require(boolean holds, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(expected);
    }
  }
}
