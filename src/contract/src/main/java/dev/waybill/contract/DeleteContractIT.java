package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Contract of batch deletes. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DeleteContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;

  DeleteContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("deletes");
  }

  @Test
  void aBatchDeletesVersionsObjectsAndMissingKeys() {
    String version = bucket.put("d1", "x").versionId();
    bucket.put("d2", "y");
    DeleteObjectsResponse answer =
        s3.deleteObjects(
            it ->
                it.bucket(bucket.name())
                    .delete(
                        list ->
                            list.objects(
                                ObjectIdentifier.builder()
                                    .applyMutation(id -> id.key("d1").versionId(version))
                                    .build(),
                                ObjectIdentifier.builder()
                                    .applyMutation(id -> id.key("d2"))
                                    .build(),
                                ObjectIdentifier.builder()
                                    .applyMutation(id -> id.key("never"))
                                    .build())));
    assertThat(answer.errors()).isEmpty();
    assertThat(answer.deleted())
        .extracting(DeletedObject::key)
        .containsExactlyInAnyOrder("d1", "d2", "never");
    assertThat(answer.deleted())
        .filteredOn(each -> each.key().equals("d2"))
        .allMatch(each -> each.deleteMarker() && each.deleteMarkerVersionId() != null);
    ExpectedError.of(404, "NoSuchVersion", () -> bucket.get("d1", version));
    ExpectedError.of(404, "NoSuchKey", () -> bucket.get("d2"));
  }

  @Test
  void aQuietBatchReportsNoSuccess() {
    bucket.put("quiet", "x");
    DeleteObjectsResponse answer =
        s3.deleteObjects(
            it ->
                it.bucket(bucket.name())
                    .delete(
                        list ->
                            list.quiet(true)
                                .objects(
                                    ObjectIdentifier.builder()
                                        .applyMutation(id -> id.key("quiet"))
                                        .build())));
    assertThat(answer.deleted()).isEmpty();
    assertThat(answer.errors()).isEmpty();
    ExpectedError.of(404, () -> bucket.head("quiet"));
  }

  @Test
  void aBatchDeletesAThousandKeysWithSpecialCharacters() {
    TestBucket full = cloud.bucket("thousand");
    List<String> written = List.of("a&b", "<tag>", "new\nline", "\ud83d\ude00", "plain");
    written.forEach(key -> full.put(key, "x"));
    List<ObjectIdentifier> all =
        Stream.concat(written.stream(), IntStream.range(0, 995).mapToObj(i -> "absent/" + i))
            .map(key -> ObjectIdentifier.builder().key(key).build())
            .toList();
    assertThat(
            s3.deleteObjects(it -> it.bucket(full.name()).delete(list -> list.objects(all)))
                .deleted())
        .hasSize(1000);
    assertThat(s3.listObjectsV2(it -> it.bucket(full.name())).contents()).isEmpty();
  }

  @Test
  void deletingAMissingObjectSucceeds() {
    TestBucket plain = cloud.bucket("nothing");
    plain.delete("never");
    assertThat(s3.listObjectVersions(it -> it.bucket(plain.name())).deleteMarkers()).isEmpty();
  }
}
