package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.fixity.shape.RawVersionPage;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Listing of versions with keys that XML cannot hold, in pages, and with failures. */
@ExtendWith(CloudExtension.class)
class S3VersionPagesIT {
  private final CloudUnderTest cloud;
  private final List<Long> pauses = new ArrayList<>();
  private TestBucket bucket;
  private AwsClients aws;
  private S3VersionPages pages;

  S3VersionPagesIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void create() {
    bucket = cloud.versionedBucket("pages");
    aws =
        AwsClients.of(
            cloud.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()));
    pages = new S3VersionPages(aws.s3(), bucket.name(), pauses::add);
  }

  @AfterEach
  void close() {
    cloud.resetFaults();
    aws.close();
  }

  @Test
  void listsVersionsAndMarkersOfKeysThatXmlCannotHold() {
    List<String> keys = List.of("p/\u0003", "p/a+b %25", "p/x//y", "p/\uffff", "p/\ud83d\ude00");
    for (String key : keys) {
      bucket.put(key, "old");
      bucket.delete(key);
      bucket.put(key, "newer");
    }

    List<RawVersion> all = pages.page("p/", null, null).versions();
    assertThat(all).hasSize(15);
    assertThat(all).filteredOn(RawVersion::marker).extracting(RawVersion::key).isEqualTo(keys);
    assertThat(all).filteredOn(RawVersion::latest).extracting(RawVersion::size).containsOnly(5L);
    for (int at = 0; at < keys.size(); at++) {
      assertThat(pages.page("p/", keys.get(at), null).versions())
          .hasSize(3 * (keys.size() - at - 1));
    }
  }

  @Test
  void continuesWithinVersionsOfOneKey() {
    for (int version = 0; version < 1005; version++) {
      bucket.put("p/k", "v");
    }

    RawVersionPage first = pages.page("p/", null, null);
    RawVersionPage second = pages.page("p/", first.nextKey(), first.nextVersionId());

    assertThat(first.versions()).hasSize(1000);
    assertThat(second.versions()).hasSize(5);
    assertThat(second.nextKey()).isNull();
    assertThat(first.versions()).doesNotContainAnyElementsOf(second.versions());
  }

  @Test
  void listsWhenS3IsBusyForLongerThanTheSdkRetries() {
    bucket.put("p/k", "v");
    cloud.faults().fail("ListObjectVersions", key -> true, S3ErrorCode.SLOW_DOWN, 5);

    assertThat(pages.page("p/", null, null).versions()).hasSize(1);
    assertThat(pauses).isNotEmpty();
  }
}
