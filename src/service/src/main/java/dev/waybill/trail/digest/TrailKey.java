package dev.waybill.trail.digest;

import java.time.Instant;

/**
 * Public key that CloudTrail states.
 *
 * @param value RSA key in the DER of PKCS #1, in base64
 * @param from begin of its validity
 * @param until end of its validity
 */
public record TrailKey(String fingerprint, String value, Instant from, Instant until) {}
