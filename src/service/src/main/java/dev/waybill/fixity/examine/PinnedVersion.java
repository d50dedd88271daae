package dev.waybill.fixity.examine;

import org.jspecify.annotations.Nullable;

/**
 * Version whose bytes are read by several requests, which all must be about the same bytes.
 *
 * @param bucket its bucket
 * @param key its key
 * @param versionId version id; null in a bucket without versions, where only the ETag tells a
 *     replaced object
 * @param eTag ETag that each response must have
 * @param size size in bytes that each response must state
 */
public record PinnedVersion(
    String bucket, String key, @Nullable String versionId, String eTag, long size) {}
