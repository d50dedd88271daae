package dev.waybill.settings;

/**
 * One effective value and where it comes from.
 *
 * @param key the key's path
 * @param value the text as it was set; {@link #shown} is what may be printed
 * @param origin {@code default}, a file with its line, {@code environment …} or {@code command
 *     line}
 * @param secret whether the value must not be shown
 */
public record SettingEntry(String key, String value, String origin, boolean secret) {
  /** The value, masked when it is a secret. */
  public String shown() {
    return secret && !value.equals(SinkKeys.NONE) ? "***" : value;
  }

  @Override
  public String toString() {
    return key + " = " + shown() + " (" + origin + ")";
  }
}
