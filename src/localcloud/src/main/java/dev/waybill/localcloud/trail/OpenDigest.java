package dev.waybill.localcloud.trail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * State of the digest file of a trail that is not written yet.
 *
 * @param start the start of its interval in seconds since the epoch
 * @param previous the digest file before it; null for the first one of a chain
 */
record OpenDigest(long start, @Nullable Previous previous) {
  /**
   * Digest file that the next one names.
   *
   * @param bucket the bucket
   * @param key the key
   * @param hash the SHA-256 of its uncompressed content in lower-case hexadecimal
   * @param signature its signature in lower-case hexadecimal
   */
  record Previous(String bucket, String key, String hash, String signature) {}

  Instant startTime() {
    return Instant.ofEpochSecond(start);
  }
}
