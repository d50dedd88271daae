package dev.waybill.promotion;

import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.nio.charset.StandardCharsets;

/**
 * Destination of a promotion: the key with the incoming prefix of its scope replaced by the prefix
 * of promoted objects, in the same or in another bucket.
 *
 * @param bucket bucket of the promoted object
 * @param key the promoted key
 */
public record Destination(String bucket, String key) {
  /** S3's limit on a key's UTF-8 bytes. */
  private static final int MAX_KEY_BYTES = 1024;

  /**
   * Returns the destination of a version under the incoming prefix of a scope.
   *
   * @throws IllegalStateException when the key is in no scope
   * @throws RejectedException when the promoted key would be longer than S3 allows
   */
  public static Destination of(ObjectVersion version, CustodyScopes scopes) {
    RawSettings scope =
        scopes
            .ofSource(version.bucket(), version.key())
            .orElseThrow(() -> new IllegalStateException("only keys in a scope are promoted"));
    String key = scope.promoted(version.key());
    if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw new RejectedException(
          RejectReason.KEY_TOO_LONG,
          "the key under " + scope.processed() + " would exceed 1024 bytes",
          version);
    }
    return new Destination(scope.destinationBucket(), key);
  }
}
