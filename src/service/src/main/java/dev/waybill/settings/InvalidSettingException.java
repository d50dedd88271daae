package dev.waybill.settings;

/** Rejection of a value by a settings record, with the key that an operator would change. */
final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final String key;
  private final String expected;

  /**
   * @param key path of the setting
   * @param expected description of a legal value; never the value itself, which may be a secret
   */
  InvalidSettingException(String key, String expected) {
    super(key + ": " + expected);
    this.key = key;
    this.expected = expected;
  }

  String key() {
    return key;
  }

  String expected() {
    return expected;
  }

  /** Throws this exception unless {@code holds}. */
  static void unless(boolean holds, String key, String expected) {
    if (!holds) {
      throw new InvalidSettingException(key, expected);
    }
  }
}
