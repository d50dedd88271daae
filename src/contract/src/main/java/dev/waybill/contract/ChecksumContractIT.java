package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.GetObjectAttributesResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectAttributes;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Contract of checksums: computed, compared, stored and reported. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ChecksumContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;
  private static final byte[] DATA = "checksum-data".getBytes(StandardCharsets.UTF_8);
  private static final String SHA256 = ContractValues.sha256(DATA);

  ChecksumContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("checksum");
  }

  @Test
  void aRequestedChecksumIsReportedByPutHeadGetAndAttributes() {
    PutObjectResponse put =
        s3.putObject(
            it -> it.bucket(bucket.name()).key("sha").checksumAlgorithm(ChecksumAlgorithm.SHA256),
            RequestBody.fromBytes(DATA));
    assertThat(put.checksumSHA256()).isEqualTo(SHA256);
    assertThat(bucket.head("sha").checksumSHA256()).isEqualTo(SHA256);
    GetObjectResponse get =
        s3.getObjectAsBytes(
                it -> it.bucket(bucket.name()).key("sha").checksumMode(ChecksumMode.ENABLED))
            .response();
    assertThat(get.checksumSHA256()).isEqualTo(SHA256);
    GetObjectAttributesResponse attributes = attributes("sha");
    assertThat(attributes.checksum().checksumSHA256()).isEqualTo(SHA256);
    assertThat(attributes.objectSize()).isEqualTo(DATA.length);
    assertThat(put.eTag()).contains(attributes.eTag().replace("\"", ""));
  }

  @Test
  void aChecksumOfOnePutCoversTheFullObject() {
    s3.putObject(
        it -> it.bucket(bucket.name()).key("full").checksumAlgorithm(ChecksumAlgorithm.SHA256),
        RequestBody.fromBytes(DATA));
    assertThat(bucket.head("full").checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
  }

  @Test
  void aChecksumOfTheClientIsStored() {
    PutObjectResponse put = putWith("before", SHA256);
    assertThat(put.checksumSHA256()).isEqualTo(SHA256);
  }

  @Test
  void aBodyWithAnotherSha256IsRejectedAndNotStored() {
    ExpectedError.of(
        400, "BadDigest", () -> putWith("wrong", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    ExpectedError.of(404, () -> bucket.head("wrong"));
  }

  @Test
  void aBodyWithAnotherMd5IsRejectedAndNotStored() {
    ExpectedError.of(
        400,
        "BadDigest",
        () ->
            s3.putObject(
                it -> it.bucket(bucket.name()).key("wrong").contentMD5("AAAAAAAAAAAAAAAAAAAAAA=="),
                RequestBody.fromBytes(DATA)));
    ExpectedError.of(404, () -> bucket.head("wrong"));
  }

  @Test
  void theDefaultChecksumOfTheSdkIsStored() {
    PutObjectResponse put = bucket.put("default", "abc");
    assertThat(Stream.of(put.checksumCRC32(), put.checksumCRC64NVME())).anyMatch(it -> it != null);
  }

  @ParameterizedTest
  @EnumSource(names = {"CRC32", "CRC32_C", "SHA1", "SHA256"})
  void everyAlgorithmOfTheSdkWithoutNativeCodeIsStored(ChecksumAlgorithm algorithm) {
    if (algorithm == ChecksumAlgorithm.CRC32_C) {
      cloud.assumeWithout(EmulatorLimit.CRC32C_TRAILER_REJECTED);
    }
    s3.putObject(
        it -> it.bucket(bucket.name()).key("by-" + algorithm).checksumAlgorithm(algorithm),
        RequestBody.fromBytes(DATA));
    assertThat(attributes("by-" + algorithm).checksum()).isNotNull();
  }

  @Test
  void anEtagOfOnePutIsTheMd5InQuotes() {
    assertThat(bucket.put("etag", "hello").eTag())
        .isEqualTo("\"5d41402abc4b2a76b9719d911017c592\"");
  }

  private PutObjectResponse putWith(String key, String sha256) {
    return s3.putObject(
        it -> it.bucket(bucket.name()).key(key).checksumSHA256(sha256),
        RequestBody.fromBytes(DATA));
  }

  private GetObjectAttributesResponse attributes(String key) {
    return s3.getObjectAttributes(
        it ->
            it.bucket(bucket.name())
                .key(key)
                .objectAttributes(
                    ObjectAttributes.CHECKSUM,
                    ObjectAttributes.OBJECT_SIZE,
                    ObjectAttributes.E_TAG));
  }
}
