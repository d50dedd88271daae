package dev.waybill.provenance;

import org.jspecify.annotations.Nullable;

/**
 * Place of the promoted object, as a record states it.
 *
 * @param bucket bucket of the promoted object
 * @param key key of the promoted object
 */
public record StatedDestination(String bucket, String key) {
  /** Returns the bucket when it is another one than that of the sealed version, otherwise null. */
  @Nullable String otherThan(String sealed) {
    return bucket.equals(sealed) ? null : bucket;
  }
}
