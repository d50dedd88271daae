package dev.waybill.fixity;

import org.jspecify.annotations.Nullable;

/**
 * Result of examining one entry of the log.
 *
 * @param index index of the entry
 * @param rung depth that was reached
 * @param condition the condition; the gravest one when several apply
 * @param bytes number of object bytes that were read and hashed
 * @param millis time that the examination took, in milliseconds
 * @param versionId version that was examined; null when there was none
 * @param eTag its ETag without quotes; null when there was none
 * @param detail for conditions that need one, otherwise null: the difference, without text that a
 *     writer of objects chooses
 */
public record Examination(
    long index,
    Rung rung,
    FixityCondition condition,
    long bytes,
    long millis,
    @Nullable String versionId,
    @Nullable String eTag,
    @Nullable String detail) {
  public Examination {
    if (index < 0 || bytes < 0 || millis < 0) {
      throw new IllegalArgumentException("index, bytes and time are not negative");
    }
  }
}
