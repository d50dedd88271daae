package dev.waybill.settings;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One key an operator can set.
 *
 * @param name its path, as in {@code waybill.raw.bucket}
 * @param fallback the built-in default as text, or null when there is none
 * @param parser text to value; refuses with an {@link IllegalArgumentException} whose message says
 *     what would be right and does not repeat the text
 * @param secret whether the value must never be shown
 */
record Key<T>(String name, @Nullable String fallback, Function<String, T> parser, boolean secret) {
  static <T> Key<T> of(String name, String fallback, Function<String, T> parser) {
    return new Key<>(name, fallback, parser, false);
  }

  static <T> Key<T> required(String name, Function<String, T> parser) {
    return new Key<>(name, null, parser, false);
  }

  static Key<Secret> secret(String name) {
    return new Key<>(name, null, Secret::new, true);
  }

  /** The environment variable that sets the key. */
  String variable() {
    return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** Applies a textual key's rule to a value that did not come through the loader. */
  static void check(Key<String> key, String value) {
    try {
      String unused = key.parser().apply(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(key.name(), String.valueOf(e.getMessage()));
    }
  }
}
