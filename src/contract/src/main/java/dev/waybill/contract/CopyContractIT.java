package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** Contract of server-side copies, pinned to a version. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CopyContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;

  CopyContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("copy");
  }

  @Test
  void aCopyOfAVersionHasItsBytesAndNamesBothVersions() {
    String old = bucket.put("pinned", "old").versionId();
    bucket.put("pinned", "new");
    TestBucket other = cloud.versionedBucket("copies");
    CopyObjectResponse copy =
        s3.copyObject(
            it ->
                it.sourceBucket(bucket.name())
                    .sourceKey("pinned")
                    .sourceVersionId(old)
                    .destinationBucket(other.name())
                    .destinationKey("copy"));
    assertThat(other.get("copy")).isEqualTo("old");
    assertThat(copy.copySourceVersionId()).isEqualTo(old);
    assertThat(other.get("copy", copy.versionId())).isEqualTo("old");
  }

  @Test
  void theCopysSha256IsComputedByS3() {
    bucket.put("hashed", "new");
    CopyObjectResponse copy =
        copy("hashed", "hashed-copy", it -> it.checksumAlgorithm(ChecksumAlgorithm.SHA256));
    String expected = ContractValues.sha256("new".getBytes(StandardCharsets.UTF_8));
    assertThat(copy.copyObjectResult().checksumSHA256()).isEqualTo(expected);
    assertThat(bucket.head("hashed-copy").checksumSHA256()).isEqualTo(expected);
    assertThat(bucket.head("hashed-copy").checksumType()).isEqualTo(ChecksumType.FULL_OBJECT);
  }

  @Test
  void aSourceWithAnotherEtagIsNotCopied() {
    String eTag = bucket.put("matched", "old").eTag();
    copy("matched", "matched-copy", it -> it.copySourceIfMatch(eTag));
    assertThat(bucket.get("matched-copy")).isEqualTo("old");
    ExpectedError.of(
        412,
        "PreconditionFailed",
        () -> copy("matched", "unmatched", it -> it.copySourceIfMatch(ContractValues.WRONG_ETAG)));
    ExpectedError.of(404, () -> bucket.head("unmatched"));
  }

  @Test
  void metadataContentTypeAndTagsAreCopied() {
    putDescribed("described");
    copy("described", "described-copy", it -> it);
    HeadObjectResponse head = bucket.head("described-copy");
    assertThat(head.metadata()).containsExactly(Map.entry("a", "1"));
    assertThat(head.contentType()).isEqualTo("text/x");
    assertThat(tags("described-copy")).containsExactly(Tag.builder().key("t").value("1").build());
  }

  @Test
  void metadataAndTagsCanBeReplaced() {
    putDescribed("replaced");
    copy(
        "replaced",
        "replaced-copy",
        it ->
            it.metadataDirective(MetadataDirective.REPLACE)
                .metadata(Map.of("b", "2"))
                .taggingDirective(TaggingDirective.REPLACE)
                .tagging("u=2"));
    assertThat(bucket.head("replaced-copy").metadata()).containsExactly(Map.entry("b", "2"));
    assertThat(tags("replaced-copy")).containsExactly(Tag.builder().key("u").value("2").build());
  }

  @Test
  void aCopyWithIfNoneMatchOverAnObjectIsRejected() {
    cloud.assumeWithout(EmulatorLimit.COPY_CONDITIONS_IGNORED);
    bucket.put("from", "new");
    bucket.put("taken", "old");
    ExpectedError.of(
        412, "PreconditionFailed", () -> copy("from", "taken", it -> it.ifNoneMatch("*")));
    assertThat(bucket.get("taken")).isEqualTo("old");
    copy("from", "free", it -> it.ifNoneMatch("*"));
    assertThat(bucket.get("free")).isEqualTo("new");
  }

  @Test
  void aMissingSourceOrVersionCannotBeCopied() {
    ExpectedError.of(404, "NoSuchKey", () -> copy("absent", "nothing", it -> it));
    String gone = bucket.put("gone", "x").versionId();
    bucket.put("gone", "y");
    s3.deleteObject(it -> it.bucket(bucket.name()).key("gone").versionId(gone));
    ExpectedError.of(
        404, "NoSuchVersion", () -> copy("gone", "nothing", it -> it.sourceVersionId(gone)));
  }

  private void putDescribed(String key) {
    s3.putObject(
        it ->
            it.bucket(bucket.name())
                .key(key)
                .metadata(Map.of("a", "1"))
                .tagging("t=1")
                .contentType("text/x"),
        RequestBody.fromString("m"));
  }

  private List<Tag> tags(String key) {
    return s3.getObjectTagging(it -> it.bucket(bucket.name()).key(key)).tagSet();
  }

  private CopyObjectResponse copy(
      String from, String to, UnaryOperator<CopyObjectRequest.Builder> more) {
    CopyObjectRequest.Builder request =
        CopyObjectRequest.builder()
            .sourceBucket(bucket.name())
            .sourceKey(from)
            .destinationBucket(bucket.name())
            .destinationKey(to);
    return s3.copyObject(more.apply(request).build());
  }
}
