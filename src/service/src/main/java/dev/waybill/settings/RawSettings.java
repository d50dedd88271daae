package dev.waybill.settings;

import org.jspecify.annotations.Nullable;

/**
 * Scope of custody: a prefix under which objects arrive, and the place to which they are promoted.
 * The scope of {@code waybill.raw} is called {@code default}; those of {@code waybill.scopes} have
 * names of their own.
 *
 * @param name name of the scope in settings, metrics and findings
 * @param bucket bucket in which objects arrive
 * @param incoming prefix under which objects arrive; ends in {@code /}
 * @param destinationBucket bucket of promoted objects, often the same
 * @param processed prefix of promoted objects; ends in {@code /}
 * @param test prefix of canaries, the same in every bucket; ends in {@code /}
 * @param temporary names below {@code incoming} that are not taken into custody yet
 * @param excluded keys below {@code incoming} that are never taken into custody
 * @param breakGlass name of the IAM role for emergencies, which may change promoted objects; null
 *     for none
 * @param retention retention of promoted versions; null for none
 * @param byServer true to seal the SHA-256 that S3 states, false to read each object; null for the
 *     mode of all scopes
 */
public record RawSettings(
    String name,
    String bucket,
    String incoming,
    String destinationBucket,
    String processed,
    String test,
    TemporaryNames temporary,
    ExcludedKeys excluded,
    @Nullable String breakGlass,
    @Nullable PromotedRetention retention,
    @Nullable Boolean byServer) {
  /** Name of the scope of {@code waybill.raw}. */
  public static final String DEFAULT_NAME = "default";

  /**
   * @throws IllegalArgumentException when a name is not legal, or when one prefix lies within
   *     another, because a promoted object would then be promoted again
   */
  public RawSettings {
    StorageDeclarations.RAW_BUCKET.check(bucket);
    StorageDeclarations.RAW_BUCKET.check(destinationBucket);
    StorageDeclarations.RAW_INCOMING.check(incoming);
    StorageDeclarations.RAW_PROCESSED.check(processed);
    StorageDeclarations.RAW_TEST.check(test);
    requireDisjoint(key(name, "processed"), processed, key(name, "incoming"), incoming);
    String testKey = StorageDeclarations.RAW_TEST.key();
    if (name.equals(DEFAULT_NAME)) {
      requireDisjoint(testKey, test, key(name, "incoming"), incoming);
      requireDisjoint(testKey, test, key(name, "processed"), processed);
    } else {
      requireDisjoint(key(name, "incoming"), incoming, testKey, test);
      requireDisjoint(key(name, "processed"), processed, testKey, test);
    }
    if (breakGlass != null) {
      StorageDeclarations.RAW_BREAK_GLASS.check(breakGlass);
    }
  }

  /** Creates the default scope, whose objects stay in their bucket. */
  public RawSettings(
      String bucket,
      String incoming,
      String processed,
      String test,
      TemporaryNames temporary,
      @Nullable String breakGlass,
      @Nullable PromotedRetention retention) {
    this(
        DEFAULT_NAME,
        bucket,
        incoming,
        bucket,
        processed,
        test,
        temporary,
        ExcludedKeys.NONE,
        breakGlass,
        retention,
        null);
  }

  /** Creates settings without temporary names, role for emergencies and retention. */
  public RawSettings(String bucket, String incoming, String processed, String test) {
    this(bucket, incoming, processed, test, TemporaryNames.NONE, null, null);
  }

  /** Returns the prefix of the objects that drills alter, which only Waybill writes. */
  public String drills() {
    return test + "drill/";
  }

  /** Returns true for the scope whose test prefix holds the objects of drills. */
  public boolean isDrilled() {
    return name.equals(DEFAULT_NAME);
  }

  /** Returns true when objects arrive at this place. */
  public boolean isSource(String otherBucket, String key) {
    return bucket.equals(otherBucket) && key.startsWith(incoming);
  }

  /** Returns true when promoted objects are at this place. */
  public boolean isDestination(String otherBucket, String key) {
    return destinationBucket.equals(otherBucket) && key.startsWith(processed);
  }

  /** Returns true when promotion moves objects to another bucket. */
  public boolean isAcrossBuckets() {
    return !bucket.equals(destinationBucket);
  }

  /** Returns true for a key of an object that is still being uploaded. */
  public boolean isTemporary(String key) {
    return key.startsWith(incoming) && temporary.match(key.substring(incoming.length()));
  }

  /** Returns true for a key that is left alone. */
  public boolean isExcluded(String key) {
    return key.startsWith(incoming) && excluded.match(key.substring(incoming.length()));
  }

  /** Returns the key of the promoted object of a key below {@code incoming}. */
  public String promoted(String key) {
    return processed + key.substring(incoming.length());
  }

  /** Returns the key under which an object arrived, of its key below {@code processed}. */
  public String arrived(String key) {
    return incoming + key.substring(processed.length());
  }

  /** Returns the setting of this scope, such as {@code waybill.scopes.finance.incoming}. */
  public String key(String member) {
    return key(name, member);
  }

  private static String key(String name, String member) {
    return ScopeDeclarations.key(name, member);
  }

  private static void requireDisjoint(
      String setting, String prefix, String otherSetting, String other) {
    InvalidSettingException.unless(
        !prefix.startsWith(other) && !other.startsWith(prefix),
        setting,
        "must neither lie within " + otherSetting + " (" + other + ") nor contain it");
  }
}
