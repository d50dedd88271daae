package dev.waybill.trail.digest;

import dev.waybill.record.object.Sha256;

/**
 * Log file that a digest names.
 *
 * @param sha256 digest of the inflated file
 */
public record NamedLog(String bucket, String key, Sha256 sha256) {}
