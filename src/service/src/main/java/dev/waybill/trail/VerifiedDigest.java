package dev.waybill.trail;

import dev.waybill.record.object.Sha256;
import java.time.Instant;

/**
 * Digest whose signature is valid.
 *
 * @param sha256 digest of the inflated file
 * @param signature its signature in hex
 * @param logs number of log files that it names
 */
public record VerifiedDigest(
    String key,
    String versionId,
    Sha256 sha256,
    Instant end,
    String fingerprint,
    String signature,
    int logs) {}
