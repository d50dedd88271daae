package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Contract of multipart uploads: checksums of parts, and repeated completions. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MultipartChecksumContractIT {
  private static final byte[] PART = new byte[5 * 1024 * 1024];

  static {
    new Random(2).nextBytes(PART);
  }

  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;

  MultipartChecksumContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("partsums");
  }

  @Test
  void aFullObjectCrcCoversAllBytes() {
    String id =
        s3.createMultipartUpload(
                it ->
                    it.bucket(bucket.name())
                        .key("whole")
                        .checksumAlgorithm(ChecksumAlgorithm.CRC32)
                        .checksumType(ChecksumType.FULL_OBJECT))
            .uploadId();
    CompletedPart first = part("whole", id, 1, PART, ChecksumAlgorithm.CRC32);
    CompletedPart last = part("whole", id, 2, new byte[] {1, 2, 3}, ChecksumAlgorithm.CRC32);
    CRC32 crc = new CRC32();
    crc.update(PART);
    crc.update(new byte[] {1, 2, 3});
    byte[] value = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    assertThat(complete("whole", id, first, last).checksumCRC32())
        .isEqualTo(Base64.getEncoder().encodeToString(value));
  }

  @Test
  void aRepeatedCompletionHasTheSameResponse() {
    cloud.assumeWithout(EmulatorLimit.COMPLETION_NOT_REPEATABLE);
    String id = begin("again", null);
    CompletedPart part = part("again", id, 1, PART, ChecksumAlgorithm.CRC32);
    CompleteMultipartUploadResponse first = complete("again", id, part);
    CompleteMultipartUploadResponse second = complete("again", id, part);
    assertThat(second.versionId()).isEqualTo(first.versionId());
    assertThat(second.eTag()).isEqualTo(first.eTag());
    assertThat(s3.listObjectVersions(it -> it.bucket(bucket.name()).prefix("again")).versions())
        .hasSize(1);
    CompletedPart other =
        CompletedPart.builder().partNumber(1).eTag(ContractValues.WRONG_ETAG).build();
    ExpectedError.of(404, "NoSuchUpload", () -> complete("again", id, other));
  }

  @Test
  void aCompletionWithACompositeChecksumNeedsTheChecksumOfEachPart() {
    String id = begin("unnamed", ChecksumAlgorithm.SHA256);
    CompletedPart part = part("unnamed", id, 1, PART, ChecksumAlgorithm.SHA256);
    CompletedPart bare = CompletedPart.builder().partNumber(1).eTag(part.eTag()).build();
    ExpectedError.of(400, "InvalidRequest", () -> complete("unnamed", id, bare));
    complete("unnamed", id, part);
  }

  @Test
  void aPartNeedsTheChecksumAlgorithmOfItsUpload() {
    String id = begin("other", ChecksumAlgorithm.SHA256);
    ExpectedError.of(
        400, "InvalidRequest", () -> part("other", id, 1, PART, ChecksumAlgorithm.CRC32));
  }

  private String begin(String key, ChecksumAlgorithm algorithm) {
    return s3.createMultipartUpload(
            it -> it.bucket(bucket.name()).key(key).checksumAlgorithm(algorithm))
        .uploadId();
  }

  private CompletedPart part(
      String key, String id, int number, byte[] bytes, ChecksumAlgorithm algorithm) {
    UploadPartResponse part =
        s3.uploadPart(
            it ->
                it.bucket(bucket.name())
                    .key(key)
                    .uploadId(id)
                    .partNumber(number)
                    .checksumAlgorithm(algorithm),
            RequestBody.fromBytes(bytes));
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(part.eTag())
        .checksumSHA256(part.checksumSHA256())
        .build();
  }

  private CompleteMultipartUploadResponse complete(String key, String id, CompletedPart... parts) {
    return s3.completeMultipartUpload(
        it ->
            it.bucket(bucket.name())
                .key(key)
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(parts)));
  }
}
