package dev.waybill.settings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Declaration of one setting. Loader, error messages, masking and documentation all derive from it.
 *
 * @param key path of the setting, such as {@code waybill.raw.bucket}
 * @param type legal values
 * @param defaultText built-in default as text; null when there is none
 * @param secret true when the value must never be shown
 * @param description meaning in plain sentences
 */
record SettingDeclaration<T>(
    String key,
    SettingType<T> type,
    @Nullable String defaultText,
    boolean secret,
    String description) {
  /** Text that switches an optional setting off. */
  static final String NONE = "none";

  /** Declares a setting that has a default. */
  static <T> SettingDeclaration<T> optional(
      String key, SettingType<T> type, String defaultText, String description) {
    return new SettingDeclaration<>(key, type, defaultText, false, description);
  }

  /** Declares a setting without a default. */
  static <T> SettingDeclaration<T> required(String key, SettingType<T> type, String description) {
    return new SettingDeclaration<>(key, type, null, false, description);
  }

  /** Returns this declaration with its value masked wherever settings are shown. */
  SettingDeclaration<T> masked() {
    return new SettingDeclaration<>(key, type, defaultText, true, description);
  }

  /** Returns the environment variable that sets the key. */
  String variable() {
    return variable(key);
  }

  /**
   * Returns the environment variable of any key: upper case, dots and dashes become underscores.
   */
  static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /**
   * Checks a value that did not come through the loader.
   *
   * @throws InvalidSettingException when the value is not legal
   */
  void check(T value) {
    InvalidSettingException.unless(type.legal().test(value), key, "must be " + type.expected());
  }
}
