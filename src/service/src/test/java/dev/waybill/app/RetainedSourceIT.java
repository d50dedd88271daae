package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;

/** Sources that S3 does not let Waybill delete after their copy is verified. */
@ExtendWith(CloudExtension.class)
class RetainedSourceIT {
  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;
  @TempDir Path folder;

  RetainedSourceIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision() throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of());
  }

  @AfterEach
  void stop() {
    cloud.resetFaults();
    pipeline.close();
  }

  @Test
  void promotesObjectWhoseSourceMayNotBeDeleted() throws Exception {
    cloud.faults().fail("DeleteObject", key -> true, S3ErrorCode.ACCESS_DENIED, 1000);
    pipeline.start();

    assertRetained(pipeline.put("incoming/a", "kept"));
  }

  @Test
  void promotesEveryObjectOfBucketWithDefaultRetention() throws Exception {
    lock();
    pipeline.start();

    for (int object = 0; object < 10; object++) {
      pipeline.put("incoming/" + object, "kept");
    }

    pipeline.awaitEnds(10);
    assertThat(pipeline.labels()).containsOnly("source-retained").hasSize(10);
    assertThat(pipeline.versions("processed/")).hasSize(10);
    assertThat(pipeline.versions("incoming/")).hasSize(10);
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  @Test
  void promotesNothingTwiceWhenSourceIsRetained() throws Exception {
    lock();
    pipeline.start();
    ObjectVersion landed = pipeline.put("incoming/a", "kept");
    assertRetained(landed);

    pipeline
        .aws()
        .sqs()
        .sendMessage(
            it ->
                it.queueUrl(pipeline.queueUrl())
                    .messageBody(NotificationSender.created(landed, "00")));

    pipeline.awaitEnds(2);
    assertThat(pipeline.labels()).containsOnly("source-retained").hasSize(2);
    assertThat(pipeline.versions("processed/")).hasSize(1);
  }

  private void assertRetained(ObjectVersion landed) {
    pipeline.awaitEnds(1);
    assertThat(pipeline.labels()).containsExactly("source-retained");
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("kept"));
    assertThat(pipeline.text(landed)).isEqualTo("kept");
    assertThat(pipeline.text("processed/a")).isEqualTo("kept");
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  private void lock() {
    pipeline
        .s3()
        .putObjectLockConfiguration(
            it ->
                it.bucket(pipeline.raw())
                    .objectLockConfiguration(
                        lock ->
                            lock.objectLockEnabled(ObjectLockEnabled.ENABLED)
                                .rule(
                                    rule ->
                                        rule.defaultRetention(
                                            retention ->
                                                retention
                                                    .mode(ObjectLockRetentionMode.GOVERNANCE)
                                                    .days(1)))));
  }
}
