package dev.waybill.settings;

import org.jspecify.annotations.Nullable;

/**
 * Bucket under custody with its three prefixes.
 *
 * @param bucket bucket of the objects
 * @param incoming prefix under which objects arrive; ends in {@code /}
 * @param processed prefix of promoted objects; ends in {@code /}
 * @param test prefix of canaries; ends in {@code /}
 * @param temporary names below {@code incoming} that are not taken into custody
 * @param breakGlass name of the IAM role for emergencies, which may change promoted objects; null
 *     for none
 * @param retention retention of promoted versions; null for none
 */
public record RawSettings(
    String bucket,
    String incoming,
    String processed,
    String test,
    TemporaryNames temporary,
    @Nullable String breakGlass,
    @Nullable PromotedRetention retention) {
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
    if (breakGlass != null) {
      StorageDeclarations.RAW_BREAK_GLASS.check(breakGlass);
    }
  }

  /** Creates settings without temporary names, role for emergencies and retention. */
  public RawSettings(String bucket, String incoming, String processed, String test) {
    this(bucket, incoming, processed, test, TemporaryNames.NONE, null, null);
  }

  /** Returns the prefix of the objects that drills alter, which only Waybill writes. */
  public String drills() {
    return test + "drill/";
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
