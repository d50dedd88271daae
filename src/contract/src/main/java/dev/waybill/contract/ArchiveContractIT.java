package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** Contract of archived objects: their properties are readable, their bytes are not. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchiveContractIT {
  private final S3Client s3;
  private final TestBucket bucket;

  ArchiveContractIT(CloudUnderTest cloud) {
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("archive");
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageClass.class,
      names = {"GLACIER", "DEEP_ARCHIVE"})
  void bytesOfArchivedVersionAreNeitherReadNorCopied(StorageClass storage) {
    String version = put(storage);
    bucket.put(storage.toString(), "newer");
    ExpectedError.of(403, "InvalidObjectState", () -> bucket.get(storage.toString(), version));
    ExpectedError.of(
        403,
        "InvalidObjectState",
        () ->
            s3.getObjectAsBytes(
                it ->
                    it.bucket(bucket.name())
                        .key(storage.toString())
                        .versionId(version)
                        .range("bytes=0-0")));
    ExpectedError.of(
        403,
        "InvalidObjectState",
        () ->
            s3.copyObject(
                it ->
                    it.sourceBucket(bucket.name())
                        .sourceKey(storage.toString())
                        .sourceVersionId(version)
                        .destinationBucket(bucket.name())
                        .destinationKey("copy")));
    assertThat(bucket.get(storage.toString())).isEqualTo("newer");
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageClass.class,
      names = {"GLACIER", "DEEP_ARCHIVE"})
  void propertiesOfArchivedVersionAreRead(StorageClass storage) {
    String version = put(storage);
    HeadObjectResponse head =
        s3.headObject(
            it ->
                it.bucket(bucket.name())
                    .key(storage.toString())
                    .versionId(version)
                    .checksumMode(ChecksumMode.ENABLED));
    assertThat(head.storageClass()).isEqualTo(storage);
    assertThat(head.restore()).isNull();
    assertThat(head.checksumSHA256())
        .isEqualTo(ContractValues.sha256("cold".getBytes(StandardCharsets.UTF_8)));
    assertThat(
            s3.getObjectAttributes(
                    it ->
                        it.bucket(bucket.name())
                            .key(storage.toString())
                            .versionId(version)
                            .objectAttributes(ObjectAttributes.STORAGE_CLASS))
                .storageClass())
        .isEqualTo(storage);
    assertThat(
            s3.getObjectTagging(
                    it -> it.bucket(bucket.name()).key(storage.toString()).versionId(version))
                .tagSet())
        .isEmpty();
    assertThat(
            s3.listObjectsV2(it -> it.bucket(bucket.name()).prefix(storage.toString()))
                .contents()
                .get(0)
                .storageClass())
        .isEqualTo(ObjectStorageClass.fromValue(storage.toString()));
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageClass.class,
      names = {"GLACIER_IR", "STANDARD_IA", "INTELLIGENT_TIERING"})
  void bytesOfOtherClassesAreRead(StorageClass storage) {
    assertThat(bucket.get(storage.toString(), put(storage))).isEqualTo("cold");
  }

  private String put(StorageClass storage) {
    return s3.putObject(
            it ->
                it.bucket(bucket.name())
                    .key(storage.toString())
                    .storageClass(storage)
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256),
            RequestBody.fromString("cold"))
        .versionId();
  }
}
