package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.RawObjects;
import dev.waybill.model.Copied;
import dev.waybill.model.Promoted;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * One service with four scopes: the default one, another prefix of its bucket, another bucket, and
 * one whose objects are promoted to a bucket of their own.
 */
@ExtendWith(CloudExtension.class)
class ScopesIT {
  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;
  private String other;
  private String away;
  private String done;

  ScopesIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    other = cloud.uniqueName("other");
    away = cloud.uniqueName("away");
    done = cloud.uniqueName("done");
    Map<String, String> settings = new HashMap<>();
    settings.put("waybill.scopes.reports.incoming", "reports/in/");
    settings.put("waybill.scopes.reports.processed", "reports/out/");
    settings.put("waybill.scopes.reports.exclusions", "drafts/, *.log");
    settings.put("waybill.scopes.other.bucket", other);
    settings.put("waybill.scopes.away.bucket", away);
    settings.put("waybill.scopes.away.destination-bucket", done);
    settings.put("waybill.scopes.away.processed", "done/");
    pipeline = PipelineUnderTest.provision(cloud, folder, settings).start();
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @Test
  void promotesTheObjectsOfEachScopeToItsDestination() throws Exception {
    ObjectVersion one = put(pipeline.raw(), "incoming/a", "one");
    ObjectVersion two = put(pipeline.raw(), "reports/in/a", "two");
    ObjectVersion three = put(other, "incoming/a", "three");
    ObjectVersion four = put(away, "incoming/a", "four");

    pipeline.awaitEnds(4);

    assertThat(pipeline.labels()).containsOnly("promoted");
    assertPromoted(one, pipeline.raw(), "processed/a", "one");
    assertPromoted(two, pipeline.raw(), "reports/out/a", "two");
    assertPromoted(three, other, "processed/a", "three");
    assertPromoted(four, done, "done/a", "four");
  }

  @Test
  void keepsTheNewestVersionInAnotherBucketInPlace() throws Exception {
    ObjectVersion older = put(away, "incoming/k", "older");
    pipeline.awaitEnds(1);
    ObjectVersion newer = put(away, "incoming/k", "newer");
    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsOnly("promoted");
    assertThat(text(done, "done/k")).isEqualTo("newer");
    assertThat(pipeline.record(older).sha256()).isEqualTo(Bytes.sha256("older"));
    assertThat(verify(new S3Address(away, "incoming/k", newer.versionId())).isVerified()).isTrue();
  }

  @Test
  void findsTheCopyInAnotherBucketWhenANotificationIsRepeated() throws Exception {
    ObjectVersion landed = put(away, "incoming/twice", "bytes");
    pipeline.awaitEnds(1);

    pipeline
        .aws()
        .sqs()
        .sendMessage(
            it ->
                it.queueUrl(pipeline.queueUrl())
                    .messageBody(NotificationSender.created(landed, "0".repeat(18))));
    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsExactly("promoted", "already-done");
  }

  @Test
  void continuesAfterAFailureBetweenCopyAndRemoval() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    pipeline.onStage(
        stage -> {
          if (stage instanceof Copied && failures.getAndIncrement() == 0) {
            throw new IllegalStateException("the process dies here");
          }
        });
    ObjectVersion landed = put(away, "incoming/killed", "bytes");

    pipeline.awaitEnds(1);

    assertThat(failures.get()).isGreaterThanOrEqualTo(2);
    assertThat(text(done, "done/killed")).isEqualTo("bytes");
    assertThat(exists(landed)).isFalse();
    assertThat(pipeline.record(landed).destinationBucket()).isEqualTo(done);
  }

  @Test
  void leavesExcludedObjectsAloneAndCountsThem() throws Exception {
    ObjectVersion draft = put(pipeline.raw(), "reports/in/drafts/a", "draft");
    ObjectVersion log = put(pipeline.raw(), "reports/in/b/c.log", "log");

    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsOnly("skipped-excluded");
    assertThat(exists(draft)).isTrue();
    assertThat(exists(log)).isTrue();
    assertThat(pipeline.archive().find(draft)).isEmpty();
  }

  private ObjectVersion put(String bucket, String key, String body) {
    String version =
        pipeline
            .s3()
            .putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString(body))
            .versionId();
    return new ObjectVersion(bucket, key, version);
  }

  private void assertPromoted(ObjectVersion landed, String bucket, String key, String body)
      throws IOException {
    CustodyRecord record = pipeline.record(landed);
    assertThat(record.bucketOfCopy()).isEqualTo(bucket);
    assertThat(record.destinationKey()).isEqualTo(key);
    assertThat(text(bucket, key)).isEqualTo(body);
    assertThat(exists(landed)).isFalse();
    assertThat(pipeline.promoted())
        .map(Promoted::copied)
        .anySatisfy(
            it -> {
              assertThat(it.version()).isEqualTo(landed);
              assertThat(it.destination().bucket()).isEqualTo(bucket);
            });
    assertThat(verify(new S3Address(bucket, key, null)).isVerified()).isTrue();
    assertThat(verify(new S3Address(landed.bucket(), landed.key(), null)).isVerified()).isTrue();
  }

  private VerificationReport verify(S3Address address) throws IOException {
    return OnlineVerification.verify(pipeline.aws(), pipeline.loaded(), address, null, null);
  }

  private String text(String bucket, String key) {
    return pipeline.s3().getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String();
  }

  private boolean exists(ObjectVersion version) {
    return new RawObjects(pipeline.s3())
        .exists(version.bucket(), version.key(), version.versionId());
  }
}
