package dev.waybill.settings;

/**
 * Where objects land and where they go.
 *
 * @param bucket {@code waybill.raw.bucket}
 * @param incoming {@code waybill.raw.incoming}, ends in {@code /}
 * @param processed {@code waybill.raw.processed}, ends in {@code /}
 * @param test {@code waybill.raw.test}, ends in {@code /}
 */
public record RawSettings(String bucket, String incoming, String processed, String test) {
  /**
   * @throws IllegalArgumentException when a name is illegal or one prefix lies within another:
   *     promotion would feed itself
   */
  public RawSettings {
    Key.check(Keys.RAW_BUCKET, bucket);
    Key.check(Keys.RAW_INCOMING, incoming);
    Key.check(Keys.RAW_PROCESSED, processed);
    Key.check(Keys.RAW_TEST, test);
    requireDisjoint(Keys.RAW_PROCESSED, processed, Keys.RAW_INCOMING, incoming);
    requireDisjoint(Keys.RAW_TEST, test, Keys.RAW_INCOMING, incoming);
    requireDisjoint(Keys.RAW_TEST, test, Keys.RAW_PROCESSED, processed);
  }

  private static void requireDisjoint(Key<String> key, String a, Key<String> other, String b) {
    InvalidSettingException.unless(
        !a.startsWith(b) && !b.startsWith(a),
        key.name(),
        "must neither lie within " + other.name() + " (" + b + ") nor contain it");
  }
}
