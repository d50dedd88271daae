package dev.waybill.settings;

import org.jspecify.annotations.Nullable;

/**
 * Problem of the configuration.
 *
 * @param where file and line, environment variable, or command line
 * @param key path of the setting
 * @param value the value, masked when it is or may be a secret; null when there is none
 * @param expected description of a legal value
 * @param suggestion similar key that exists; null when there is none
 */
public record SettingProblem(
    String where,
    String key,
    @Nullable String value,
    String expected,
    @Nullable String suggestion) {
  /** Returns one line for an operator. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(where).append(": ").append(key);
    if (value != null) {
      out.append(" = ").append(value.replaceAll("\\p{Cntrl}", "?"));
    }
    out.append(": ").append(expected);
    if (suggestion != null) {
      out.append("; did you mean ").append(suggestion).append('?');
    }
    return out.toString();
  }
}
