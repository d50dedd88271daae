package dev.waybill.promotion;

import dev.waybill.record.object.ObjectVersion;

/**
 * Copy whose checksum, as S3 computed it, is accepted.
 *
 * @param version the copy
 * @param checksum the SHA-256 that S3 computed, in S3's form
 * @param verifiedBy how the copy was verified, for people
 */
public record VerifiedCopy(ObjectVersion version, String checksum, String verifiedBy) {}
