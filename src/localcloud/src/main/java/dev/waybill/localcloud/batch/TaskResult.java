package dev.waybill.localcloud.batch;

import org.jspecify.annotations.Nullable;

/**
 * Result of one task.
 *
 * @param line line of the manifest
 * @param eTag ETag of the version; null when the task failed
 * @param checksum the checksum in lower hexadecimal; null when the task failed
 * @param error error code; null when the task succeeded
 * @param message message of the error; null when the task succeeded
 */
record TaskResult(
    ManifestLine line,
    @Nullable String eTag,
    @Nullable String checksum,
    @Nullable String error,
    @Nullable String message) {
  boolean hasSucceeded() {
    return error == null;
  }
}
