package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Facts of one promoted version, for the hooks of operators.
 *
 * @param version the version that was sealed
 * @param size the size in bytes
 * @param sha256 the digest of the whole object
 * @param recordKey the record's key in the provenance bucket
 * @param destination the promoted version
 * @param writtenAt the time of the write as S3 reported it; null when the record does not state it
 * @param sealedAt the time the record was made
 * @param promotedAt the time the copy was verified, or S3's time of a copy that was found later
 */
public record CustodySummary(
    ObjectVersion version,
    long size,
    Sha256 sha256,
    String recordKey,
    ObjectVersion destination,
    @Nullable Instant writtenAt,
    Instant sealedAt,
    Instant promotedAt) {
  /** Returns the facts of a version whose copy is verified. */
  public static CustodySummary of(Copied copied) {
    Sealed sealed = copied.sealed();
    Digested digested = sealed.digested();
    return new CustodySummary(
        copied.version(),
        digested.size(),
        digested.sha256(),
        sealed.recordKey(),
        copied.destination(),
        digested.lastModified(),
        sealed.sealedAt(),
        copied.copiedAt());
  }
}
