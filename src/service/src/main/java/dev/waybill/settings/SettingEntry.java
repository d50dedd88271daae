package dev.waybill.settings;

/**
 * Effective value of one key, with its origin.
 *
 * @param key path of the setting
 * @param value text as it was set; print {@link #shown} instead
 * @param origin {@code default}, a file with its line, {@code environment …} or {@code command
 *     line}
 * @param secret true when the value must not be shown
 */
public record SettingEntry(String key, String value, String origin, boolean secret) {
  /** Returns the value, masked when it is a secret. */
  public String shown() {
    return secret && !value.equals(SettingDeclaration.NONE) ? "***" : value;
  }

  @Override
  public String toString() {
    return key + " = " + shown() + " (" + origin + ")";
  }
}
