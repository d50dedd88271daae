package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.StorageClass;
import software.amazon.awssdk.services.s3.model.Tag;

/** Contract of tags, metadata, headers and byte ranges of an object. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ObjectPropertiesContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;

  ObjectPropertiesContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("properties");
  }

  @Test
  void tagsOfAPutAreStored() {
    putTagged("tagged");
    assertThat(tags("tagged", null)).extracting(Tag::key).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void aGetCountsTheTags() {
    cloud.assumeWithout(EmulatorLimit.NO_TAG_COUNT);
    putTagged("counted");
    assertThat(
            s3.getObjectAsBytes(it -> it.bucket(bucket.name()).key("counted"))
                .response()
                .tagCount())
        .isEqualTo(2);
  }

  @Test
  void tagsBelongToAVersionAndCanBeReplacedAndDeleted() {
    String first = bucket.put("versions", "x").versionId();
    bucket.put("versions", "y");
    Tag tag = Tag.builder().key("c").value("3 + \u00e4").build();
    s3.putObjectTagging(
        it ->
            it.bucket(bucket.name())
                .key("versions")
                .versionId(first)
                .tagging(tags -> tags.tagSet(tag)));
    assertThat(tags("versions", first)).containsExactly(tag);
    assertThat(tags("versions", null)).isEmpty();
    s3.deleteObjectTagging(it -> it.bucket(bucket.name()).key("versions").versionId(first));
    assertThat(tags("versions", first)).isEmpty();
  }

  @Test
  void metadataHeadersAndStorageClassAreReturned() {
    s3.putObject(
        it ->
            it.bucket(bucket.name())
                .key("described")
                .metadata(Map.of("x-y", "v w"))
                .contentType("application/x-foo")
                .cacheControl("max-age=5")
                .contentDisposition("inline")
                .contentEncoding("gzip")
                .contentLanguage("en")
                .storageClass(StorageClass.STANDARD_IA),
        RequestBody.fromString("x"));
    HeadObjectResponse head = bucket.head("described");
    assertThat(head.metadata()).containsExactly(Map.entry("x-y", "v w"));
    assertThat(head.contentType()).isEqualTo("application/x-foo");
    assertThat(head.cacheControl()).isEqualTo("max-age=5");
    assertThat(head.contentDisposition()).isEqualTo("inline");
    assertThat(head.contentEncoding()).isEqualTo("gzip");
    assertThat(head.contentLanguage()).isEqualTo("en");
    assertThat(head.storageClassAsString()).isEqualTo("STANDARD_IA");
  }

  @Test
  void anEmptyObjectIsStored() {
    bucket.put("empty", RequestBody.empty());
    assertThat(bucket.get("empty")).isEmpty();
    assertThat(bucket.head("empty").contentLength()).isZero();
  }

  @Test
  void rangesAreReadFromTheStartTheMiddleAndTheEnd() {
    bucket.put("ranged", "0123456789");
    ResponseBytes<GetObjectResponse> middle = range("ranged", "bytes=2-4");
    assertThat(middle.asUtf8String()).isEqualTo("234");
    assertThat(middle.response().contentRange()).isEqualTo("bytes 2-4/10");
    assertThat(range("ranged", "bytes=-3").asUtf8String()).isEqualTo("789");
    assertThat(range("ranged", "bytes=7-").asUtf8String()).isEqualTo("789");
    assertThat(range("ranged", "bytes=8-99").asUtf8String()).isEqualTo("89");
  }

  @Test
  void aRangeBehindTheEndIsRejected() {
    bucket.put("short", "0123456789");
    ExpectedError.of(416, "InvalidRange", () -> range("short", "bytes=20-30"));
  }

  private void putTagged(String key) {
    s3.putObject(
        it -> it.bucket(bucket.name()).key(key).tagging("a=1&b=2"), RequestBody.fromString("x"));
  }

  private List<Tag> tags(String key, String version) {
    return s3.getObjectTagging(it -> it.bucket(bucket.name()).key(key).versionId(version)).tagSet();
  }

  private ResponseBytes<GetObjectResponse> range(String key, String range) {
    return s3.getObjectAsBytes(it -> it.bucket(bucket.name()).key(key).range(range));
  }
}
