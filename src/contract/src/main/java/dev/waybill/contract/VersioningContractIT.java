package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Contract of versions and delete markers. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VersioningContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;

  VersioningContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("versioning");
  }

  @Test
  void theStateOfVersioningCanBeRead() {
    assertThat(s3.getBucketVersioning(it -> it.bucket(bucket.name())).status())
        .isEqualTo(BucketVersioningStatus.ENABLED);
  }

  @Test
  void everyPutCreatesAVersionThatIsReadByItsId() {
    String first = bucket.put("k", "one").versionId();
    String second = bucket.put("k", "two").versionId();
    assertThat(first).isNotNull().isNotEqualTo(second);
    assertThat(bucket.get("k", first)).isEqualTo("one");
    assertThat(bucket.get("k")).isEqualTo("two");
    assertThat(s3.headObject(it -> it.bucket(bucket.name()).key("k").versionId(first)).versionId())
        .isEqualTo(first);
  }

  @Test
  void aDeleteWithoutAVersionHidesTheObject() {
    String version = bucket.put("hidden", "x").versionId();
    DeleteObjectResponse marker = s3.deleteObject(it -> it.bucket(bucket.name()).key("hidden"));
    assertThat(marker.deleteMarker()).isTrue();
    assertThat(marker.versionId()).isNotNull().isNotEqualTo(version);
    ExpectedError.of(404, "NoSuchKey", () -> bucket.get("hidden"));
    assertThat(bucket.get("hidden", version)).isEqualTo("x");
  }

  @Test
  void versionsAndMarkersAreListedAndOneIsTheLatest() {
    bucket.put("listed", "one");
    bucket.put("listed", "two");
    bucket.delete("listed");
    ListObjectVersionsResponse list =
        s3.listObjectVersions(it -> it.bucket(bucket.name()).prefix("listed"));
    assertThat(list.versions()).hasSize(2).noneMatch(ObjectVersion::isLatest);
    assertThat(list.deleteMarkers()).hasSize(1).allMatch(DeleteMarkerEntry::isLatest);
  }

  @Test
  void deletingTheMarkerRestoresTheObject() {
    bucket.put("back", "x");
    String marker = s3.deleteObject(it -> it.bucket(bucket.name()).key("back")).versionId();
    s3.deleteObject(it -> it.bucket(bucket.name()).key("back").versionId(marker));
    assertThat(bucket.get("back")).isEqualTo("x");
  }

  @Test
  void readingADeleteMarkerByItsIdIsRejected() {
    bucket.put("marked", "x");
    String marker = s3.deleteObject(it -> it.bucket(bucket.name()).key("marked")).versionId();
    ExpectedError.of(405, "MethodNotAllowed", () -> bucket.get("marked", marker));
  }

  @Test
  void deletingOneVersionLeavesTheOthers() {
    String first = bucket.put("one-of-two", "one").versionId();
    bucket.put("one-of-two", "two");
    s3.deleteObject(it -> it.bucket(bucket.name()).key("one-of-two").versionId(first));
    ExpectedError.of(404, "NoSuchVersion", () -> bucket.get("one-of-two", first));
    assertThat(bucket.get("one-of-two")).isEqualTo("two");
  }

  @Test
  void deletingTheLatestVersionExposesThePreviousOne() {
    bucket.put("before", "one");
    String latest = bucket.put("before", "two").versionId();
    s3.deleteObject(it -> it.bucket(bucket.name()).key("before").versionId(latest));
    assertThat(bucket.get("before")).isEqualTo("one");
  }

  @Test
  void versionsAreListedNewestFirstAndInPages() {
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      written.add(0, bucket.put("paged", "x" + i).versionId());
    }
    List<String> listed =
        s3
            .listObjectVersionsPaginator(it -> it.bucket(bucket.name()).prefix("paged").maxKeys(2))
            .versions()
            .stream()
            .map(ObjectVersion::versionId)
            .toList();
    assertThat(listed).isEqualTo(written);
  }

  @Test
  void markersArePagedAmongTheVersions() {
    for (String key : List.of("mixed/a", "mixed/b")) {
      bucket.put(key, "1");
      bucket.delete(key);
      bucket.put(key, "2");
    }
    List<String> pages =
        s3
            .listObjectVersionsPaginator(it -> it.bucket(bucket.name()).prefix("mixed/").maxKeys(2))
            .stream()
            .map(
                page ->
                    page.versions().stream().map(ObjectVersion::key).toList()
                        + " and "
                        + page.deleteMarkers().stream().map(DeleteMarkerEntry::key).toList())
            .toList();
    assertThat(pages)
        .containsExactly(
            "[mixed/a] and [mixed/a]", "[mixed/a, mixed/b] and []", "[mixed/b] and [mixed/b]");
  }

  @Test
  void suspendedVersioningOverwritesOnlyTheNullVersion() {
    TestBucket suspended = cloud.versionedBucket("suspended");
    String kept = suspended.put("a", "1").versionId();
    suspended.version(BucketVersioningStatus.SUSPENDED);
    suspended.put("a", "2");
    suspended.put("a", "3");
    assertThat(s3.listObjectVersions(it -> it.bucket(suspended.name())).versions())
        .extracting(ObjectVersion::versionId)
        .containsExactlyInAnyOrder("null", kept);
    assertThat(suspended.get("a", kept)).isEqualTo("1");
    assertThat(suspended.get("a")).isEqualTo("3");
  }
}
