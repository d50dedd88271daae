package dev.waybill.promotion;

import org.jspecify.annotations.Nullable;

/**
 * S3's response to a copy.
 *
 * @param versionId the version id of the copy; null in a bucket without versions
 * @param checksum the SHA-256 of the copy, base64, with {@code -N} for one of N parts; null when S3
 *     reports none
 * @param composite true when the checksum is computed over the digests of parts
 */
public record CopyResult(
    @Nullable String versionId, @Nullable String checksum, boolean composite) {}
