package dev.waybill.promotion;

import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RawSettings;
import java.nio.charset.StandardCharsets;

/**
 * Destination of a promotion: the same bucket, and the key with {@code incoming/} replaced by
 * {@code processed/}.
 *
 * @param bucket the raw bucket
 * @param key the promoted key
 */
public record Destination(String bucket, String key) {
  /** S3's limit on a key's UTF-8 bytes. */
  private static final int MAX_KEY_BYTES = 1024;

  /**
   * Returns the destination of a version under {@code incoming/}.
   *
   * @throws IllegalStateException when the key is not under {@code incoming/}
   * @throws RejectedException when the promoted key would be longer than S3 allows
   */
  public static Destination of(ObjectVersion version, RawSettings raw) {
    if (!version.key().startsWith(raw.incoming())) {
      throw new IllegalStateException("only keys under " + raw.incoming() + " are promoted");
    }
    String key = raw.processed() + version.key().substring(raw.incoming().length());
    if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw new RejectedException(
          RejectReason.KEY_TOO_LONG,
          "the key under " + raw.processed() + " would exceed 1024 bytes",
          version);
    }
    return new Destination(raw.bucket(), key);
  }
}
