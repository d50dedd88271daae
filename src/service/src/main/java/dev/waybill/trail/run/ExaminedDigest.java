package dev.waybill.trail.run;

import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailFaultKind;
import dev.waybill.trail.TrailVersion;
import dev.waybill.trail.VerifiedDigest;
import dev.waybill.trail.digest.DigestDocument;
import dev.waybill.trail.digest.DigestKey;
import dev.waybill.trail.digest.TrailKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Digest file after its own examination.
 *
 * @param version the genuine version, or the latest one when none is
 * @param document its content; null when it is not a digest
 * @param signature its signature in hex; empty when it has none
 * @param publicKey key whose signature it has; null when the signature is not valid
 * @param fault its fault; null for none
 */
record ExaminedDigest(
    DigestKey key,
    TrailVersion version,
    @Nullable DigestDocument document,
    String signature,
    @Nullable TrailKey publicKey,
    @Nullable TrailFault fault) {
  /** Returns the content when the signature is valid; null otherwise. */
  @Nullable DigestDocument genuine() {
    return publicKey == null ? null : document;
  }

  Instant end() {
    return key.end();
  }

  /** Returns true for a digest that was not verified before; one of late files has an old end. */
  boolean isNew(TrailWindow window) {
    return end().isAfter(window.from())
        || (key.chain().backfill() && version.modified().isAfter(window.from()));
  }

  /**
   * Returns true when the next digest can tell whether the content or the signature was altered.
   */
  boolean isUnsigned() {
    return fault != null
        && (fault.kind() == TrailFaultKind.SIGNATURE_INVALID
            || fault.kind() == TrailFaultKind.SIGNATURE_MISSING);
  }

  ExaminedDigest with(TrailFault other) {
    return new ExaminedDigest(key, version, document, signature, publicKey, other);
  }

  /** Returns what is stated about a digest whose signature is valid. */
  static VerifiedDigest verified(ExaminedDigest digest, DigestDocument document) {
    return new VerifiedDigest(
        digest.key().key(),
        digest.version().versionId(),
        document.sha256(),
        document.end(),
        document.fingerprint(),
        digest.signature(),
        document.logs().size());
  }
}
