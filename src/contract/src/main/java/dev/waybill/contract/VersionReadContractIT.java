package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** Contract of reads of a version that is not the current one. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VersionReadContractIT {
  private static final String KEY = "key";
  private static final int PART = 5 << 20;

  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;
  private final Instant until =
      Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
  private final PutObjectResponse old;
  private final String parts;

  VersionReadContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = new TestBucket(s3, cloud.uniqueName("version-reads"));
    s3.createBucket(it -> it.bucket(bucket.name()).objectLockEnabledForBucket(true));
    this.old = putLocked("old bytes");
    this.parts = putInParts();
    bucket.put(KEY, "new");
    bucket.delete(KEY);
  }

  @Test
  void headReportsTheChecksumOfTheVersionOnlyInChecksumMode() {
    HeadObjectResponse head = head(old.versionId(), ChecksumMode.ENABLED);
    assertThat(head.checksumSHA256()).isEqualTo(sha256("old bytes"));
    assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
    assertThat(head.contentLength()).isEqualTo(9);
    assertThat(head.eTag()).isEqualTo(old.eTag());
    assertThat(head.versionId()).isEqualTo(old.versionId());
    assertThat(head.objectLockMode()).isEqualTo(ObjectLockMode.GOVERNANCE);
    assertThat(head.objectLockRetainUntilDate()).isEqualTo(until);
    assertThat(head.objectLockLegalHoldStatus()).isEqualTo(ObjectLockLegalHoldStatus.ON);
    assertThat(head(old.versionId(), null).checksumSHA256()).isNull();
  }

  @Test
  void rangeHasNoChecksumOfTheWholeVersion() {
    GetObjectResponse range =
        s3.getObjectAsBytes(
                it ->
                    it.bucket(bucket.name())
                        .key(KEY)
                        .versionId(old.versionId())
                        .range("bytes=0-2")
                        .checksumMode(ChecksumMode.ENABLED))
            .response();
    assertThat(range.contentRange()).isEqualTo("bytes 0-2/9");
    assertThat(range.checksumSHA256()).isNull();
    assertThat(range.versionId()).isEqualTo(old.versionId());
  }

  @Test
  void partOfTheVersionHasItsOwnChecksumAndRange() {
    var second =
        s3.getObjectAsBytes(
            it ->
                it.bucket(bucket.name())
                    .key(KEY)
                    .versionId(parts)
                    .partNumber(2)
                    .checksumMode(ChecksumMode.ENABLED));
    assertThat(second.asUtf8String()).isEqualTo("end");
    assertThat(second.response().checksumSHA256()).isEqualTo(sha256("end"));
    assertThat(second.response().partsCount()).isEqualTo(2);
    assertThat(second.response().contentRange())
        .isEqualTo("bytes %d-%d/%d".formatted(PART, PART + 2, PART + 3));
    ExpectedError.of(
        416,
        "InvalidPartNumber",
        () ->
            s3.getObjectAsBytes(
                it -> it.bucket(bucket.name()).key(KEY).versionId(parts).partNumber(3)));
  }

  @Test
  void headOfPartOfTheVersionHasItsSize() {
    HeadObjectResponse head =
        s3.headObject(
            it ->
                it.bucket(bucket.name())
                    .key(KEY)
                    .versionId(parts)
                    .partNumber(2)
                    .checksumMode(ChecksumMode.ENABLED));
    assertThat(head.contentLength()).isEqualTo(3);
    assertThat(head.partsCount()).isEqualTo(2);
    assertThat(head.checksumSHA256()).isEqualTo(sha256("end"));
  }

  @Test
  void attributesAreThoseOfTheVersion() {
    GetObjectAttributesResponse attributes = attributes(parts);
    assertThat(attributes.versionId()).isEqualTo(parts);
    assertThat(attributes.objectSize()).isEqualTo(PART + 3);
    assertThat(attributes.objectParts().totalPartsCount()).isEqualTo(2);
    assertThat(attributes.checksum().checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    GetObjectAttributesResponse single = attributes(old.versionId());
    assertThat(single.checksum().checksumSHA256()).isEqualTo(sha256("old bytes"));
    assertThat('"' + single.eTag() + '"').isEqualTo(old.eTag());
    assertThat(single.objectParts()).isNull();
  }

  @Test
  void retentionLegalHoldAndTagsAreThoseOfTheVersion() {
    String version = old.versionId();
    assertThat(
            s3.getObjectRetention(it -> it.bucket(bucket.name()).key(KEY).versionId(version))
                .retention()
                .mode())
        .isEqualTo(ObjectLockRetentionMode.GOVERNANCE);
    assertThat(
            s3.getObjectLegalHold(it -> it.bucket(bucket.name()).key(KEY).versionId(version))
                .legalHold()
                .status())
        .isEqualTo(ObjectLockLegalHoldStatus.ON);
    assertThat(
            s3.getObjectTagging(it -> it.bucket(bucket.name()).key(KEY).versionId(version))
                .tagSet())
        .containsExactly(Tag.builder().key("a").value("1").build());
    ExpectedError.of(
        404,
        "NoSuchObjectLockConfiguration",
        () -> s3.getObjectRetention(it -> it.bucket(bucket.name()).key(KEY).versionId(parts)));
  }

  @Test
  void currentDeleteMarkerHidesNoOtherVersion() {
    ExpectedError.of(404, () -> bucket.head(KEY));
    assertThat(bucket.get(KEY, old.versionId())).isEqualTo("old bytes");
  }

  @Test
  void bucketWithoutObjectLockHasNoRetentionToRead() {
    TestBucket plain = cloud.bucket("plain");
    plain.put(KEY, "x");
    ExpectedError.of(
        400, "InvalidRequest", () -> s3.getObjectRetention(it -> it.bucket(plain.name()).key(KEY)));
    ExpectedError.of(
        400, "InvalidRequest", () -> s3.getObjectLegalHold(it -> it.bucket(plain.name()).key(KEY)));
  }

  private PutObjectResponse putLocked(String body) {
    return s3.putObject(
        it ->
            it.bucket(bucket.name())
                .key(KEY)
                .tagging("a=1")
                .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                .objectLockMode(ObjectLockMode.GOVERNANCE)
                .objectLockRetainUntilDate(until)
                .objectLockLegalHoldStatus(ObjectLockLegalHoldStatus.ON),
        RequestBody.fromString(body));
  }

  private String putInParts() {
    String upload =
        s3.createMultipartUpload(
                it -> it.bucket(bucket.name()).key(KEY).checksumAlgorithm(ChecksumAlgorithm.SHA256))
            .uploadId();
    CompletedPart first = part(upload, 1, "x".repeat(PART));
    CompletedPart second = part(upload, 2, "end");
    return s3.completeMultipartUpload(
            it ->
                it.bucket(bucket.name())
                    .key(KEY)
                    .uploadId(upload)
                    .multipartUpload(all -> all.parts(first, second)))
        .versionId();
  }

  private CompletedPart part(String upload, int number, String body) {
    var uploaded =
        s3.uploadPart(
            it ->
                it.bucket(bucket.name())
                    .key(KEY)
                    .uploadId(upload)
                    .partNumber(number)
                    .checksumAlgorithm(ChecksumAlgorithm.SHA256),
            RequestBody.fromString(body));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(uploaded.eTag())
        .checksumSHA256(uploaded.checksumSHA256())
        .build();
  }

  private HeadObjectResponse head(String version, ChecksumMode mode) {
    return s3.headObject(
        it -> it.bucket(bucket.name()).key(KEY).versionId(version).checksumMode(mode));
  }

  private GetObjectAttributesResponse attributes(String version) {
    return s3.getObjectAttributes(
        it ->
            it.bucket(bucket.name())
                .key(KEY)
                .versionId(version)
                .objectAttributes(
                    ObjectAttributes.E_TAG,
                    ObjectAttributes.CHECKSUM,
                    ObjectAttributes.OBJECT_PARTS,
                    ObjectAttributes.OBJECT_SIZE));
  }

  private static String sha256(String text) {
    return ContractValues.sha256(text.getBytes(StandardCharsets.UTF_8));
  }
}
