package dev.waybill.aws;

import dev.waybill.provenance.RecordStore;
import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.provenance.StatedLock;
import dev.waybill.record.Bundle;
import dev.waybill.record.RecordKey;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.ProvenanceSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Record store in the provenance bucket; objects are never overwritten.
 *
 * <p>Uses the SDK, because camel-aws2-s3 sets neither a retention nor a SHA-256 at a put.
 */
public final class RecordArchive implements RecordStore {
  private static final int MAX_ATTEMPTS = 3;

  private final S3Client s3;
  private final ProvenanceSettings settings;
  private final RetentionRenewal renewal;

  public RecordArchive(S3Client s3, ProvenanceSettings settings) {
    this(s3, settings, RetentionRenewal.NONE);
  }

  /**
   * @param renewal renews the retention of evidence that is read
   */
  RecordArchive(S3Client s3, ProvenanceSettings settings, RetentionRenewal renewal) {
    this.s3 = s3;
    this.settings = settings;
    this.renewal = renewal;
  }

  @Override
  public String bucket() {
    return settings.bucket();
  }

  @Override
  public boolean seal(ObjectVersion version, byte[] record) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder().key(RecordKey.of(version)).contentType(Bundle.MEDIA_TYPE);
    return putOnce(retained(request), record);
  }

  /** The key contains the root of the digests, so that a list that is there already is the same. */
  @Override
  public void storeChunks(ObjectVersion version, ChunkDigests chunks) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .key(RecordKey.ofChunks(version, chunks.stated().root()))
            .contentType("text/plain");
    boolean unused = putOnce(retained(request), chunks.list());
  }

  /** Returns the request with the retention of this bucket's objects. */
  PutObjectRequest.Builder retained(PutObjectRequest.Builder request) {
    return settings.retention().isZero()
        ? request
        : request
            .objectLockMode(settings.mode().name())
            .objectLockRetainUntilDate(Instant.now().plus(settings.retention()));
  }

  /**
   * Writes an object that does not exist yet.
   *
   * @return false when it exists
   */
  boolean putOnce(PutObjectRequest.Builder request, byte[] content) {
    PutObjectRequest once =
        request
            .bucket(settings.bucket())
            .ifNoneMatch("*")
            .checksumSHA256(Sha256.hash(content).base64())
            .build();
    return putOnce(once, content);
  }

  private boolean putOnce(PutObjectRequest once, byte[] content) {
    for (int attempt = 1; ; attempt++) {
      try {
        s3.putObject(once, RequestBody.fromBytes(content));
        return true;
      } catch (S3Exception e) {
        if (S3Failure.of(e) == S3Failure.PRECONDITION) {
          return false;
        }
        // 409: another put of the same key was running; only a retry shows its result.
        if (e.statusCode() != 409 || attempt == MAX_ATTEMPTS) {
          throw ArchiveException.of(e, () -> putOnce(once, content));
        }
      }
    }
  }

  @Override
  public Optional<StoredRecord> find(ObjectVersion version) {
    return read(RecordKey.of(version));
  }

  @Override
  public Optional<StoredRecord> read(String key) {
    try {
      ResponseBytes<GetObjectResponse> read =
          s3.getObjectAsBytes(ObjectRequests.get(settings.bucket(), key));
      GetObjectResponse object = read.response();
      renewal.read(
          new StatedLock(
              key,
              object.versionId(),
              object.objectLockModeAsString(),
              object.objectLockRetainUntilDate()));
      return Optional.of(new StoredRecord(read.asByteArray(), object.lastModified()));
    } catch (S3Exception e) {
      if (S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw ArchiveException.of(e, () -> read(key));
    }
  }

  @Override
  public List<String> recordKeys(String bucket, String key) {
    return keys(RecordKey.prefixOf(bucket, key));
  }

  @Override
  public List<String> waiverKeys(String recordKey) {
    return keys(RecordKey.waiversOf(recordKey));
  }

  /**
   * Stores a signed waiver of an object in the place of a record.
   *
   * @return the key of the waiver
   */
  public String waive(String recordKey, byte[] waiver) {
    String key = RecordKey.ofWaiver(recordKey, waiver);
    boolean unused =
        putOnce(
            retained(PutObjectRequest.builder().key(key).contentType(Bundle.MEDIA_TYPE)), waiver);
    return key;
  }

  private List<String> keys(String prefix) {
    try {
      return s3
          .listObjectsV2Paginator(list -> list.bucket(settings.bucket()).prefix(prefix))
          .contents()
          .stream()
          .map(S3Object::key)
          .toList();
    } catch (S3Exception e) {
      throw ArchiveException.of(e, () -> keys(prefix));
    }
  }
}
