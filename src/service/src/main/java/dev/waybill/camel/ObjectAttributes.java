package dev.waybill.camel;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.SystemHeaders;
import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * What S3 says of a version besides its bytes, whether it was read or only looked at.
 *
 * @param checksum the SHA-256 that S3 stores, in its own spelling; null when it stores none
 * @param checksumType {@code FULL_OBJECT}, {@code COMPOSITE} or null
 */
record ObjectAttributes(
    long size,
    String eTag,
    @Nullable String checksum,
    @Nullable String checksumType,
    Encryption encryption,
    Map<String, String> headers,
    Map<String, String> metadata,
    Instant lastModified) {
  static ObjectAttributes of(GetObjectResponse response) {
    return new ObjectAttributes(
        response.contentLength(),
        RawObjects.bare(response.eTag()),
        response.checksumSHA256(),
        response.checksumTypeAsString(),
        encryption(
            response.serverSideEncryptionAsString(),
            response.ssekmsKeyId(),
            response.bucketKeyEnabled()),
        SystemHeaders.of(response),
        response.metadata(),
        response.lastModified());
  }

  static ObjectAttributes of(HeadObjectResponse response) {
    return new ObjectAttributes(
        response.contentLength(),
        RawObjects.bare(response.eTag()),
        response.checksumSHA256(),
        response.checksumTypeAsString(),
        encryption(
            response.serverSideEncryptionAsString(),
            response.ssekmsKeyId(),
            response.bucketKeyEnabled()),
        SystemHeaders.of(response),
        response.metadata(),
        response.lastModified());
  }

  private static Encryption encryption(
      @Nullable String algorithm, @Nullable String key, @Nullable Boolean bucketKey) {
    return new Encryption(algorithm, key, Objects.requireNonNullElse(bucketKey, false));
  }

  /** The stored SHA-256 of the whole object, as S3 spells it; one of parts' digests is none. */
  Optional<String> stored() {
    return Optional.ofNullable(checksum).filter(it -> "FULL_OBJECT".equals(checksumType));
  }

  /** The stage that a digest of this object's bytes makes of it. */
  Digested digested(
      Received received,
      Sha256 sha256,
      @Nullable PartDigests parts,
      Instant at,
      Hasher hasher,
      @Nullable ObjectVersion copy) {
    return new Digested(
        received,
        sha256,
        parts,
        size,
        eTag,
        checksumType,
        encryption,
        headers,
        metadata,
        lastModified,
        at,
        hasher,
        copy);
  }
}
