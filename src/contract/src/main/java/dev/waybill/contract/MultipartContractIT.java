package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Contract of multipart uploads and copies. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MultipartContractIT {
  private final S3Client s3;
  private final TestBucket bucket;
  private static final byte[] PART = new byte[5 * 1024 * 1024];

  static {
    new Random(1).nextBytes(PART);
  }

  MultipartContractIT(CloudUnderTest cloud) {
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("multipart");
  }

  @Test
  void aCompletedUploadIsOneObjectWithACompositeChecksum() {
    String id = begin("whole", ChecksumAlgorithm.SHA256);
    CompletedPart first =
        upload("whole", id, 1, RequestBody.fromBytes(PART), ChecksumAlgorithm.SHA256);
    CompletedPart last =
        upload("whole", id, 2, RequestBody.fromString("tail"), ChecksumAlgorithm.SHA256);
    assertThat(first.checksumSHA256()).isEqualTo(ContractValues.sha256(PART));
    CompleteMultipartUploadResponse done = complete("whole", id, first, last);
    assertThat(done.eTag()).endsWith("-2\"");
    assertThat(done.versionId()).isNotNull();
    HeadObjectResponse head = bucket.head("whole");
    assertThat(head.contentLength()).isEqualTo(PART.length + 4);
    assertThat(head.checksumSHA256()).endsWith("-2");
    assertThat(head.checksumType()).isEqualTo(ChecksumType.COMPOSITE);
    assertThat(partsCount("whole")).isEqualTo(2);
  }

  @Test
  void aSingleCopyTurnsTheCompositeChecksumIntoAFullObjectChecksum() {
    String id = begin("composite", ChecksumAlgorithm.SHA256);
    CompletedPart only =
        upload("composite", id, 1, RequestBody.fromString("abc"), ChecksumAlgorithm.SHA256);
    complete("composite", id, only);
    s3.copyObject(
        it ->
            it.sourceBucket(bucket.name())
                .sourceKey("composite")
                .destinationBucket(bucket.name())
                .destinationKey("single")
                .checksumAlgorithm(ChecksumAlgorithm.SHA256));
    HeadObjectResponse head = bucket.head("single");
    assertThat(head.checksumSHA256())
        .isEqualTo(ContractValues.sha256("abc".getBytes(StandardCharsets.UTF_8)));
    assertThat(head.checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
  }

  @Test
  void partsAreCopiedFromARangeOfAPinnedVersion() {
    PutObjectResponse source = bucket.put("big", RequestBody.fromBytes(PART));
    bucket.put("big", "replaced");
    String id = begin("assembled", null);
    CompletedPart first = copyPart("assembled", id, 1, source, null);
    CompletedPart second = copyPart("assembled", id, 2, source, "bytes=0-99");
    complete("assembled", id, first, second);
    byte[] read =
        s3.getObjectAsBytes(it -> it.bucket(bucket.name()).key("assembled")).asByteArray();
    assertThat(read).hasSize(PART.length + 100).startsWith(Arrays.copyOf(PART, 1000));
    assertThat(Arrays.copyOfRange(read, PART.length, read.length))
        .isEqualTo(Arrays.copyOf(PART, 100));
  }

  @Test
  void aPartIsNotCopiedFromASourceWithAnotherEtag() {
    bucket.put("changed", "x");
    String id = begin("unmatched", null);
    ExpectedError.of(
        412,
        "PreconditionFailed",
        () ->
            s3.uploadPartCopy(
                it ->
                    it.sourceBucket(bucket.name())
                        .sourceKey("changed")
                        .copySourceIfMatch(ContractValues.WRONG_ETAG)
                        .destinationBucket(bucket.name())
                        .destinationKey("unmatched")
                        .uploadId(id)
                        .partNumber(1)));
  }

  @Test
  void theSha256OfACopiedPartIsComputedByS3() {
    PutObjectResponse source = bucket.put("part-source", "abcdef");
    String id = begin("part-copy", ChecksumAlgorithm.SHA256);
    UploadPartCopyResponse part =
        s3.uploadPartCopy(
            it ->
                it.sourceBucket(bucket.name())
                    .sourceKey("part-source")
                    .sourceVersionId(source.versionId())
                    .copySourceRange("bytes=0-2")
                    .destinationBucket(bucket.name())
                    .destinationKey("part-copy")
                    .uploadId(id)
                    .partNumber(1));
    assertThat(part.copyPartResult().checksumSHA256())
        .isEqualTo(ContractValues.sha256("abc".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void uploadsAndPartsAreListedUntilAborted() {
    String id = begin("aborted", null);
    upload("aborted", id, 1, RequestBody.fromString("x"));
    assertThat(s3.listMultipartUploads(it -> it.bucket(bucket.name())).uploads())
        .extracting(MultipartUpload::uploadId)
        .contains(id);
    assertThat(listParts("aborted", id)).hasSize(1);
    s3.abortMultipartUpload(it -> it.bucket(bucket.name()).key("aborted").uploadId(id));
    ExpectedError.of(404, "NoSuchUpload", () -> listParts("aborted", id));
  }

  @Test
  void partsAreListedInPagesAndARepeatedPartOnce() {
    String id = begin("paged", null);
    for (int number = 1; number <= 5; number++) {
      upload("paged", id, number, RequestBody.fromString("x" + number));
    }
    upload("paged", id, 3, RequestBody.fromString("again"));
    List<Part> parts =
        s3
            .listPartsPaginator(
                it -> it.bucket(bucket.name()).key("paged").uploadId(id).maxParts(2))
            .parts()
            .stream()
            .toList();
    assertThat(parts).extracting(Part::partNumber).containsExactly(1, 2, 3, 4, 5);
    assertThat(parts.get(2).size()).isEqualTo(5);
  }

  @Test
  void aSmallPartBeforeTheLastIsRejected() {
    String id = begin("small", null);
    CompletedPart first = upload("small", id, 1, RequestBody.fromString("x"));
    CompletedPart last = upload("small", id, 2, RequestBody.fromString("y"));
    ExpectedError.of(400, "EntityTooSmall", () -> complete("small", id, first, last));
  }

  @Test
  void aCompletionWithAMissingPartIsRejected() {
    String id = begin("invalid", null);
    upload("invalid", id, 1, RequestBody.fromString("x"));
    CompletedPart wrong =
        CompletedPart.builder().partNumber(1).eTag(ContractValues.WRONG_ETAG).build();
    ExpectedError.of(400, "InvalidPart", () -> complete("invalid", id, wrong));
  }

  private String begin(String key, ChecksumAlgorithm algorithm) {
    return s3.createMultipartUpload(
            it -> it.bucket(bucket.name()).key(key).checksumAlgorithm(algorithm))
        .uploadId();
  }

  private CompletedPart upload(String key, String id, int number, RequestBody body) {
    return upload(key, id, number, body, null);
  }

  private CompletedPart upload(
      String key, String id, int number, RequestBody body, ChecksumAlgorithm algorithm) {
    UploadPartResponse part =
        s3.uploadPart(
            it ->
                it.bucket(bucket.name())
                    .key(key)
                    .uploadId(id)
                    .partNumber(number)
                    .checksumAlgorithm(algorithm),
            body);
    return CompletedPart.builder()
        .partNumber(number)
        .eTag(part.eTag())
        .checksumSHA256(part.checksumSHA256())
        .build();
  }

  private CompletedPart copyPart(
      String key, String id, int number, PutObjectResponse source, String range) {
    UploadPartCopyResponse part =
        s3.uploadPartCopy(
            it ->
                it.sourceBucket(bucket.name())
                    .sourceKey("big")
                    .sourceVersionId(source.versionId())
                    .copySourceIfMatch(source.eTag())
                    .copySourceRange(range)
                    .destinationBucket(bucket.name())
                    .destinationKey(key)
                    .uploadId(id)
                    .partNumber(number));
    return CompletedPart.builder().partNumber(number).eTag(part.copyPartResult().eTag()).build();
  }

  private CompleteMultipartUploadResponse complete(String key, String id, CompletedPart... parts) {
    return s3.completeMultipartUpload(
        it ->
            it.bucket(bucket.name())
                .key(key)
                .uploadId(id)
                .multipartUpload(upload -> upload.parts(parts)));
  }

  private List<Part> listParts(String key, String id) {
    return s3.listParts(it -> it.bucket(bucket.name()).key(key).uploadId(id)).parts();
  }

  private Integer partsCount(String key) {
    return s3.headObject(it -> it.bucket(bucket.name()).key(key).partNumber(1)).partsCount();
  }
}
