package dev.waybill.promotion;

/**
 * Version of a key in S3's listing.
 *
 * @param versionId the version id
 * @param eTag the eTag without quotes
 * @param current true for the version that a request without a version id gets
 */
public record KeyVersion(String versionId, String eTag, boolean current) {}
