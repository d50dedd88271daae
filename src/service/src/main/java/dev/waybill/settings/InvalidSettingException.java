package dev.waybill.settings;

/** A value that a settings record refuses, with the key that an operator would change. */
final class InvalidSettingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;
  private final String key;
  private final String expected;

  /**
   * @param key the key's path
   * @param expected what would be right; never the value, which may be a secret
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

  /** Refuses unless {@code holds}. */
  static void unless(boolean holds, String key, String expected) {
    if (!holds) {
      throw new InvalidSettingException(key, expected);
    }
  }
}
