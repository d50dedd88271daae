package dev.waybill.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.localcloud.store.S3ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Tests of counting calls at the server. */
final class CallCountsTest {
  private static final String BUCKET = "bucket";

  @TempDir Path data;

  private LocalCloud cloud;
  private S3Client s3;
  private String first;
  private String second;

  @BeforeEach
  void provision() throws IOException {
    cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
    s3 =
        S3Client.builder()
            .endpointOverride(cloud.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("tester", "test")))
            .overrideConfiguration(it -> it.retryStrategy(retries -> retries.maxAttempts(1)))
            .build();
    s3.createBucket(it -> it.bucket(BUCKET));
    s3.putBucketVersioning(
        it ->
            it.bucket(BUCKET)
                .versioningConfiguration(to -> to.status(BucketVersioningStatus.ENABLED)));
    first = put("key", "first");
    second = put("key", "the second");
    put("other", "x");
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
    cloud.close();
  }

  @Test
  void countsReadsAndTheirBytesForEachKeyAndVersion() {
    try (CallCounts counts = cloud.countCalls()) {
      get("key", first, null);
      get("key", second, null);
      get("key", second, "bytes=4-");
      get("other", null, null);
      assertThat(counts.of("GetObject", BUCKET, "key")).isEqualTo(new CallCount(3, 0, 21));
      assertThat(counts.ofVersion("GetObject", BUCKET, "key", first))
          .isEqualTo(new CallCount(1, 0, 5));
      assertThat(counts.ofVersion("GetObject", BUCKET, "key", second))
          .isEqualTo(new CallCount(2, 0, 16));
      assertThat(counts.total("GetObject", BUCKET)).isEqualTo(new CallCount(4, 0, 22));
    }
  }

  @Test
  void countsNoReadForOtherOperationsAndKeys() {
    try (CallCounts counts = cloud.countCalls()) {
      s3.headObject(it -> it.bucket(BUCKET).key("key"));
      s3.listObjectVersions(it -> it.bucket(BUCKET));
      assertThat(counts.total("GetObject", BUCKET)).isEqualTo(CallCount.NONE);
      assertThat(counts.of("HeadObject", BUCKET, "key")).isEqualTo(new CallCount(1, 0, 0));
      assertThat(counts.of("HeadObject", BUCKET, "other")).isEqualTo(CallCount.NONE);
      assertThat(counts.total("ListObjectVersions", BUCKET).succeeded()).isEqualTo(1);
    }
  }

  @Test
  void countsFailedAndCutReadsApart() {
    cloud.faults().fail("GetObject", "key"::equals, S3ErrorCode.ACCESS_DENIED, 1);
    cloud.damage().truncate(BUCKET, "key", second, 3);
    try (CallCounts counts = cloud.countCalls()) {
      assertThatThrownBy(() -> get("key", first, null)).isInstanceOf(SdkException.class);
      assertThatThrownBy(() -> get("key", second, null)).isInstanceOf(SdkException.class);
      assertThat(counts.of("GetObject", BUCKET, "key")).isEqualTo(new CallCount(0, 2, 0));
    }
  }

  @Test
  void countsOnlyBetweenStartAndClose() {
    get("key", null, null);
    CallCounts closed = cloud.countCalls();
    try (CallCounts counts = cloud.countCalls()) {
      closed.close();
      get("key", null, null);
      assertThat(counts.of("GetObject", BUCKET, "key").succeeded()).isEqualTo(1);
    }
    assertThat(closed.of("GetObject", BUCKET, "key")).isEqualTo(CallCount.NONE);
  }

  private String put(String key, String text) {
    return s3.putObject(it -> it.bucket(BUCKET).key(key), RequestBody.fromString(text)).versionId();
  }

  private void get(String key, String version, String range) {
    assertThat(
            s3.getObjectAsBytes(it -> it.bucket(BUCKET).key(key).versionId(version).range(range))
                .asByteArray())
        .isNotEmpty();
  }
}
