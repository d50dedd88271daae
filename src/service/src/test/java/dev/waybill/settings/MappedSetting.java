package dev.waybill.settings;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Setting with a legal value that is not its default, and the place of the value in the records.
 *
 * @param key path of the setting
 * @param value text of the value
 * @param expected value in the record
 * @param place reads the value from the records; the first argument is the home directory
 * @param with other settings that must be set for the value to appear
 * @param without other settings that must not be set together with the value
 */
record MappedSetting(
    String key,
    String value,
    Object expected,
    BiFunction<Path, Settings, Object> place,
    Map<String, String> with,
    Set<String> without) {
  static MappedSetting of(
      String key, String value, Object expected, Function<Settings, Object> place) {
    return new MappedSetting(
        key, value, expected, (home, settings) -> place.apply(settings), Map.of(), Set.of());
  }

  /** Maps a path, which is expected relative to the home directory. */
  static MappedSetting path(String key, String value, Function<Settings, Path> place) {
    return new MappedSetting(
        key,
        value,
        value,
        (home, settings) -> relative(home, place.apply(settings)),
        Map.of(),
        Set.of());
  }

  private static Object relative(Path home, Path path) {
    return path == null ? "none" : home.relativize(path).toString();
  }

  MappedSetting with(String otherKey, String otherValue) {
    Map<String, String> more = new HashMap<>(with);
    more.put(otherKey, otherValue);
    return new MappedSetting(key, value, expected, place, more, without);
  }

  MappedSetting without(String otherKey) {
    Set<String> less = new HashSet<>(without);
    less.add(otherKey);
    return new MappedSetting(key, value, expected, place, with, less);
  }

  Object read(Path home, Settings settings) {
    return place.apply(home, settings);
  }

  @Override
  public String toString() {
    return key;
  }
}
