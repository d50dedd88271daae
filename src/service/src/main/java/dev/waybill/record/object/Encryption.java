package dev.waybill.record.object;

import org.jspecify.annotations.Nullable;

/**
 * The server-side encryption S3 reported for an object.
 *
 * @param algorithm {@code AES256}, {@code aws:kms}, {@code aws:kms:dsse}, or null when none was
 *     reported
 * @param kmsKeyId the KMS key's ARN or id, or null
 * @param bucketKey whether an S3 bucket key was used
 */
public record Encryption(
    @Nullable String algorithm, @Nullable String kmsKeyId, boolean bucketKey) {}
