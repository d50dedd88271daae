package dev.waybill.promotion;

import org.jspecify.annotations.Nullable;

/**
 * What S3 says of the object that already is at a destination.
 *
 * @param versionId its version
 * @param eTag without quotes
 * @param sha256 S3's SHA-256 in base64, with {@code -N} when composite; null when S3 has none
 * @param appearance what belongs to it besides its bytes
 */
public record Occupant(
    String versionId, String eTag, @Nullable String sha256, Appearance appearance) {}
