package dev.waybill.aws;

import dev.waybill.drill.DrillKind;
import dev.waybill.drill.DrillObjects;
import dev.waybill.record.object.ObjectVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.UpdateObjectEncryptionResponse;

/**
 * Objects of drills in S3.
 *
 * @param s3 client with the rights of the service
 * @param bucket the raw bucket
 * @param kmsKey ARN of the key under which objects are encrypted again; null when none is
 */
public record AwsDrillObjects(S3Client s3, String bucket, @Nullable String kmsKey)
    implements DrillObjects {
  @Override
  public String upload(String key, byte[] content) {
    try {
      PutObjectResponse put =
          s3.putObject(
              it -> it.bucket(bucket).key(key).contentType("text/plain").ifNoneMatch("*"),
              RequestBody.fromBytes(content));
      return required(put.versionId());
    } catch (S3Exception e) {
      if (!S3Failure.isConflict(e)) {
        throw e;
      }
      // An attempt before a crash has uploaded it.
      return oldest(key);
    }
  }

  private static String required(@Nullable String versionId) {
    if (versionId == null) {
      throw new IllegalStateException("the raw bucket keeps no versions");
    }
    return versionId;
  }

  private String oldest(String key) {
    return s3.listObjectVersionsPaginator(it -> it.bucket(bucket).prefix(key)).versions().stream()
        .filter(it -> it.key().equals(key))
        .reduce((newer, older) -> older)
        .map(software.amazon.awssdk.services.s3.model.ObjectVersion::versionId)
        .orElseThrow(() -> new IllegalStateException("another request writes the object"));
  }

  @Override
  public boolean isAltered(DrillKind kind, ObjectVersion version) {
    return kind == DrillKind.REENCRYPTED
        ? new RawObjects(s3)
            .head(bucket, version.key(), version.versionId())
            .filter(it -> it.ssekmsKeyId() != null && it.ssekmsKeyId().equals(kmsKey))
            .isPresent()
        : new RawObjects(s3)
            .head(bucket, version.key(), null)
            .filter(it -> version.versionId().equals(it.versionId()))
            .isEmpty();
  }

  @Override
  public void alter(DrillKind kind, ObjectVersion version, byte[] other) {
    switch (kind) {
      case OVERWRITTEN -> {
        PutObjectResponse unused =
            s3.putObject(
                it -> it.bucket(bucket).key(version.key()).contentType("text/plain"),
                RequestBody.fromBytes(other));
      }
      case HIDDEN -> {
        DeleteObjectResponse unused = s3.deleteObject(it -> it.bucket(bucket).key(version.key()));
      }
      case REENCRYPTED -> encrypt(version);
    }
  }

  private void encrypt(ObjectVersion version) {
    UpdateObjectEncryptionResponse unused =
        s3.updateObjectEncryption(
            it ->
                it.bucket(bucket)
                    .key(version.key())
                    .versionId(version.versionId())
                    .objectEncryption(
                        to -> to.ssekms(kms -> kms.kmsKeyArn(kmsKey).bucketKeyEnabled(true))));
  }

  @Override
  public void remove(ObjectVersion version) {
    DeleteObjectResponse unused =
        s3.deleteObject(it -> it.bucket(bucket).key(version.key()).versionId(version.versionId()));
  }

  /** Returns the kinds of drills that the deployment can make. */
  public List<DrillKind> kinds() {
    return DrillKind.possible(kmsKey != null);
  }
}
