package dev.waybill.promotion;

import org.jspecify.annotations.Nullable;

/**
 * Current object at a destination.
 *
 * @param versionId the version id
 * @param eTag the eTag without quotes
 * @param sha256 S3's SHA-256 in base64, with {@code -N} when composite; null when S3 has none
 * @param appearance the attributes besides its bytes
 */
public record Occupant(
    String versionId, String eTag, @Nullable String sha256, Appearance appearance) {}
