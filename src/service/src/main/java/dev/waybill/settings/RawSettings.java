package dev.waybill.settings;

/**
 * Bucket under custody with its three prefixes.
 *
 * @param bucket bucket of the objects
 * @param incoming prefix under which objects arrive; ends in {@code /}
 * @param processed prefix of promoted objects; ends in {@code /}
 * @param test prefix of canaries; ends in {@code /}
 */
public record RawSettings(String bucket, String incoming, String processed, String test) {
  /**
   * @throws IllegalArgumentException when a name is not legal, or when one prefix lies within
   *     another, because a promoted object would then be promoted again
   */
  public RawSettings {
    StorageDeclarations.RAW_BUCKET.check(bucket);
    StorageDeclarations.RAW_INCOMING.check(incoming);
    StorageDeclarations.RAW_PROCESSED.check(processed);
    StorageDeclarations.RAW_TEST.check(test);
    requireDisjoint(
        StorageDeclarations.RAW_PROCESSED, processed, StorageDeclarations.RAW_INCOMING, incoming);
    requireDisjoint(StorageDeclarations.RAW_TEST, test, StorageDeclarations.RAW_INCOMING, incoming);
    requireDisjoint(
        StorageDeclarations.RAW_TEST, test, StorageDeclarations.RAW_PROCESSED, processed);
  }

  private static void requireDisjoint(
      SettingDeclaration<String> declaration,
      String prefix,
      SettingDeclaration<String> otherDeclaration,
      String other) {
    InvalidSettingException.unless(
        !prefix.startsWith(other) && !other.startsWith(prefix),
        declaration.key(),
        "must neither lie within " + otherDeclaration.key() + " (" + other + ") nor contain it");
  }
}
