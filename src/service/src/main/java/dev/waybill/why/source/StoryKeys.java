package dev.waybill.why.source;

import dev.waybill.record.object.PercentEncoding;
import dev.waybill.settings.RawSettings;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keys under which one object is known.
 *
 * @param bucket the bucket
 * @param asked key that was asked for
 * @param original key under which it arrives
 * @param promoted key to which it is promoted; null when it stays
 * @param versionId version that was asked for; null for none
 * @param isTest true below the prefix of tests, where objects expire
 */
public record StoryKeys(
    String bucket,
    String asked,
    String original,
    @Nullable String promoted,
    @Nullable String versionId,
    boolean isTest) {
  /** Returns the keys of an object by one of them. */
  public static StoryKeys of(
      String bucket, String key, @Nullable String versionId, RawSettings raw) {
    boolean isRaw = bucket.equals(raw.bucket());
    if (isRaw && key.startsWith(raw.processed())) {
      String original = raw.incoming() + key.substring(raw.processed().length());
      return new StoryKeys(bucket, key, original, key, versionId, false);
    }
    if (isRaw && key.startsWith(raw.incoming())) {
      String promoted = raw.processed() + key.substring(raw.incoming().length());
      return new StoryKeys(bucket, key, key, promoted, versionId, false);
    }
    return new StoryKeys(bucket, key, key, null, versionId, isRaw && key.startsWith(raw.test()));
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
    return "s3://" + bucket + "/" + PercentEncoding.path(key);
  }
}
