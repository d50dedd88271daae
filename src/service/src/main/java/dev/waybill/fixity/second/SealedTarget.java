package dev.waybill.fixity.second;

import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sealed version of one entry of the log.
 *
 * @param index index of the entry
 * @param source the sealed version
 * @param destination key of the promoted copy; null when the version stays
 * @param sha256 the sealed digest
 * @param sealed time of the seal
 */
record SealedTarget(
    long index, ObjectVersion source, @Nullable String destination, Sha256 sha256, Instant sealed) {
  static SealedTarget of(long index, LogEntry entry) {
    return new SealedTarget(
        index, entry.version(), entry.destinationKey(), entry.sha256(), entry.sealedAt());
  }

  /** Returns the key at which the version should be. */
  String key() {
    return destination == null ? source.key() : destination;
  }
}
