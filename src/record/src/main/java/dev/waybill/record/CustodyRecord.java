package dev.waybill.record;

import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.WriteOrder;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Content of a valid record.
 *
 * @param version the version in custody
 * @param sha256 digest of the whole object
 * @param size bytes of the object
 * @param eTag ETag of the version, without quotes, or null
 * @param sequencer position among the events of the key, or null
 * @param eventTime time of the write as the notification stated it, or null
 * @param lastModified time of the write as S3 reported it, or null
 * @param sealedAt time at which the record was made
 * @param destinationKey key of the promoted object, or null when the object stays
 * @param destinationBucket bucket of the promoted object when it is another one than that of the
 *     version, otherwise null
 * @param compositeSha256 S3's composite checksum when the object is copied in parts, or null
 * @param chunks statement about the chunks of the object, or null when the record has none
 * @param hasher computer of the digest
 * @param attributes headers, metadata and tags; null in a statement of version 1
 * @param deployment digests of the routes, the configuration and the SQL of the maker; null in a
 *     statement of version 1
 * @param keyId fingerprint of the key that signed
 * @param payloadType payload type of the envelope
 * @param payload text of the signed statement
 */
public record CustodyRecord(
    ObjectVersion version,
    Sha256 sha256,
    long size,
    @Nullable String eTag,
    @Nullable Sequencer sequencer,
    @Nullable Instant eventTime,
    @Nullable Instant lastModified,
    Instant sealedAt,
    @Nullable String destinationKey,
    @Nullable String destinationBucket,
    @Nullable String compositeSha256,
    @Nullable StatedChunks chunks,
    Hasher hasher,
    @Nullable StatedAttributes attributes,
    @Nullable DeploymentDigests deployment,
    String keyId,
    String payloadType,
    String payload) {
  /** Creates the content of a record of an object that stays in its bucket. */
  public CustodyRecord(
      ObjectVersion version,
      Sha256 sha256,
      long size,
      @Nullable String eTag,
      @Nullable Sequencer sequencer,
      @Nullable Instant eventTime,
      @Nullable Instant lastModified,
      Instant sealedAt,
      @Nullable String destinationKey,
      @Nullable String compositeSha256,
      @Nullable StatedChunks chunks,
      Hasher hasher,
      @Nullable StatedAttributes attributes,
      @Nullable DeploymentDigests deployment,
      String keyId,
      String payloadType,
      String payload) {
    this(
        version,
        sha256,
        size,
        eTag,
        sequencer,
        eventTime,
        lastModified,
        sealedAt,
        destinationKey,
        null,
        compositeSha256,
        chunks,
        hasher,
        attributes,
        deployment,
        keyId,
        payloadType,
        payload);
  }

  /** Creates the content of a record without chunks. */
  public CustodyRecord(
      ObjectVersion version,
      Sha256 sha256,
      long size,
      @Nullable String eTag,
      @Nullable Sequencer sequencer,
      @Nullable Instant eventTime,
      @Nullable Instant lastModified,
      Instant sealedAt,
      @Nullable String destinationKey,
      @Nullable String compositeSha256,
      Hasher hasher,
      @Nullable StatedAttributes attributes,
      @Nullable DeploymentDigests deployment,
      String keyId,
      String payloadType,
      String payload) {
    this(
        version,
        sha256,
        size,
        eTag,
        sequencer,
        eventTime,
        lastModified,
        sealedAt,
        destinationKey,
        null,
        compositeSha256,
        null,
        hasher,
        attributes,
        deployment,
        keyId,
        payloadType,
        payload);
  }

  /** Returns the bucket of the promoted object. */
  public String bucketOfCopy() {
    return Objects.requireNonNullElse(destinationBucket, version.bucket());
  }

  /** Returns the checksum that S3 computes for a copy of the object, in S3's notation. */
  public String checksumOfCopy() {
    return compositeSha256 == null ? sha256.base64() : compositeSha256;
  }

  /** Returns the position of the version among the writes of its key. */
  public WriteOrder order() {
    return new WriteOrder(lastModified, sequencer, eventTime);
  }
}
