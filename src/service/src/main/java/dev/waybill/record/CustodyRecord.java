package dev.waybill.record;

import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a good record says.
 *
 * @param version the version in custody
 * @param sha256 of the whole object
 * @param size in bytes
 * @param eTag without quotes, or null
 * @param sequencer the order among the key's events, or null
 * @param eventTime when the version was written, or null
 * @param sealedAt when the record was made
 * @param destinationKey where the object was to go, or null
 * @param compositeSha256 S3's composite checksum when the object is copied in parts, or null
 * @param hasher who computed the digest
 * @param keyId the signing key's fingerprint
 * @param payloadType the envelope's payload type
 * @param payload the signed statement's text
 */
public record CustodyRecord(
    ObjectVersion version,
    Sha256 sha256,
    long size,
    @Nullable String eTag,
    @Nullable Sequencer sequencer,
    @Nullable Instant eventTime,
    Instant sealedAt,
    @Nullable String destinationKey,
    @Nullable String compositeSha256,
    Hasher hasher,
    String keyId,
    String payloadType,
    String payload) {
  /** The SHA-256 that S3 computes of a copy of the object, in S3's spelling. */
  public String checksumOfCopy() {
    return compositeSha256 == null ? sha256.base64() : compositeSha256;
  }
}
