package dev.waybill.why.source;

import dev.waybill.record.object.PercentEncoding;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keys under which one object is known.
 *
 * @param bucket the bucket in which it arrives
 * @param asked key that was asked for
 * @param original key under which it arrives
 * @param promoted key to which it is promoted; null when it stays
 * @param promotedBucket bucket to which it is promoted; the same when it stays
 * @param versionId version that was asked for; null for none
 * @param isTest true below the prefix of tests, where objects expire
 */
public record StoryKeys(
    String bucket,
    String asked,
    String original,
    @Nullable String promoted,
    String promotedBucket,
    @Nullable String versionId,
    boolean isTest) {
  /** Returns the keys of an object by one of them. */
  public static StoryKeys of(
      String bucket, String key, @Nullable String versionId, CustodyScopes scopes) {
    return scopes
        .ofDestination(bucket, key)
        .map(it -> of(it, key, it.arrived(key), key, versionId))
        .or(
            () ->
                scopes
                    .ofSource(bucket, key)
                    .map(it -> of(it, key, key, it.promoted(key), versionId)))
        .orElseGet(
            () ->
                new StoryKeys(
                    bucket, key, key, null, bucket, versionId, scopes.isTest(bucket, key)));
  }

  private static StoryKeys of(
      RawSettings scope,
      String asked,
      String original,
      String promoted,
      @Nullable String versionId) {
    return new StoryKeys(
        scope.bucket(), asked, original, promoted, scope.destinationBucket(), versionId, false);
  }

  /** Returns the bucket of one of the keys. */
  public String bucket(String key) {
    return key.equals(promoted) ? promotedBucket : bucket;
  }

  /** Returns the keys. */
  public List<String> all() {
    return Stream.of(original, promoted == null ? original : promoted).distinct().toList();
  }

  /** Returns true for one of the keys. */
  public boolean has(String key) {
    return key.equals(original) || key.equals(promoted);
  }

  /** Returns the address that was asked for, percent-encoded. */
  public String address() {
    String address = address(asked);
    return versionId == null
        ? address
        : address + "?versionId=" + PercentEncoding.component(versionId);
  }

  /** Returns the address of a key of the bucket, percent-encoded. */
  public String address(String key) {
    return "s3://" + bucket(key) + "/" + PercentEncoding.path(key);
  }
}
