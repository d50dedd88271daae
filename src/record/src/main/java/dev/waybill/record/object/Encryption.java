package dev.waybill.record.object;

import org.jspecify.annotations.Nullable;

/**
 * Server-side encryption that S3 reported for an object.
 *
 * @param algorithm {@code AES256}, {@code aws:kms}, {@code aws:kms:dsse}, or null when none was
 *     reported
 * @param kmsKeyId ARN or id of the KMS key, or null
 * @param bucketKey true if an S3 bucket key was used
 */
public record Encryption(
    @Nullable String algorithm, @Nullable String kmsKeyId, boolean bucketKey) {}
