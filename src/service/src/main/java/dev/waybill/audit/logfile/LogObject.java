package dev.waybill.audit.logfile;

import dev.waybill.audit.state.Fingerprint;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/**
 * Current version of an object in a partition.
 *
 * @param uri location as Athena's column {@code $path} has it
 * @param modified time at which the version was put
 */
public record LogObject(
    LogPartition partition, String key, String uri, String eTag, long size, Instant modified) {
  String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /** Returns the time of delivery; a version that was put later is still one of its day. */
  Instant delivered() {
    Instant last = LogDays.end(partition.day()).minusMillis(1);
    return modified.isBefore(last) ? modified : last;
  }

  /** Returns the fingerprint of the version, which another version at the key does not have. */
  long fingerprint() {
    return ByteBuffer.wrap(Fingerprint.of(List.of(key, eTag, Long.toString(size)))).getLong();
  }
}
