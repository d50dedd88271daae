package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Entry of a digest file: a log file in the state in which it was delivered.
 *
 * @param s3Bucket the bucket
 * @param s3Object the key
 * @param hashValue the SHA-256 of the uncompressed log file in lower-case hexadecimal
 * @param newestEventTime the time of the newest event; empty if the file has no event
 * @param oldestEventTime the time of the oldest event; empty if the file has no event
 * @param delivered the time of the delivery in milliseconds since the epoch
 */
record DeliveredLogFile(
    String s3Bucket,
    String s3Object,
    String hashValue,
    String newestEventTime,
    String oldestEventTime,
    long delivered) {
  void write(ObjectNode entry) {
    entry.put("s3Bucket", s3Bucket).put("s3Object", s3Object);
    entry.put("hashValue", hashValue).put("hashAlgorithm", "SHA-256");
    entry.put("newestEventTime", orNull(newestEventTime));
    entry.put("oldestEventTime", orNull(oldestEventTime));
  }

  DeliveredLogFile deliveredAt(long millis) {
    return new DeliveredLogFile(
        s3Bucket, s3Object, hashValue, newestEventTime, oldestEventTime, millis);
  }

  /** Returns a time as digest files show it: null for none. */
  static @Nullable String orNull(String time) {
    return time.isEmpty() ? null : time;
  }
}
