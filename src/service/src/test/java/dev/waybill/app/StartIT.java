package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.RecordKey;
import dev.waybill.startup.StartupException;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestQueue;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectLockEnabled;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Tests of start checks, each of which stops the start before a message is received. */
@ExtendWith(CloudExtension.class)
class StartIT {
  private final CloudUnderTest cloud;
  @TempDir Path folder;

  StartIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void rejectsAbsentProvenanceBucket() throws Exception {
    assertRejected(
        it -> it.s3().deleteBucket(to -> to.bucket(provenance(it))),
        "waybill.provenance.bucket: there is no bucket ");
  }

  @Test
  void rejectsProvenanceBucketWithoutObjectLock() throws Exception {
    assertRejected(
        it -> {
          it.s3().deleteBucket(to -> to.bucket(provenance(it)));
          it.s3().createBucket(to -> to.bucket(provenance(it)));
        },
        "waybill.provenance.bucket: Object Lock of ");
  }

  @Test
  void rejectsProvenanceBucketWithoutRetention() throws Exception {
    assertRejected(
        it ->
            it.s3()
                .putObjectLockConfiguration(
                    put ->
                        put.bucket(provenance(it))
                            .objectLockConfiguration(
                                lock -> lock.objectLockEnabled(ObjectLockEnabled.ENABLED))),
        "waybill.provenance.retention: 0s and ");
  }

  @Test
  void rejectsRawBucketWithSuspendedVersioning() throws Exception {
    assertRejected(
        it ->
            it.s3()
                .putBucketVersioning(
                    put ->
                        put.bucket(it.raw())
                            .versioningConfiguration(
                                to -> to.status(BucketVersioningStatus.SUSPENDED))),
        "waybill.raw.bucket: versioning of ",
        "is suspended");
  }

  @Test
  void namesManagementPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        PipelineUnderTest pipeline =
            PipelineUnderTest.provision(
                cloud, folder, Map.of("waybill.management.port", "" + taken.getLocalPort()))) {
      assertThatThrownBy(pipeline::start)
          .isInstanceOf(StartupException.class)
          .hasMessageStartingWith(
              "waybill.management.port: " + taken.getLocalPort() + " of 127.0.0.1 cannot be bound");
    }
  }

  @Test
  void retainsPublishedKeyAsLongAsRecords() throws Exception {
    Map<String, String> more = Map.of("waybill.provenance.retention", "10d");
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, more)) {
      pipeline.start();

      String key = RecordKey.ofPublicKey(pipeline.key().publicKey());
      assertThat(
              pipeline
                  .s3()
                  .headObject(head -> head.bucket(provenance(pipeline)).key(key))
                  .objectLockRetainUntilDate())
          .isAfter(Instant.now().plus(Duration.ofDays(9)));
    }
  }

  @Test
  void namesRoleWithoutTheRightToSeal() throws Exception {
    cloud.assumeWithout(EmulatorLimit.POLICIES_NOT_ENFORCED);
    Map<String, String> another = Map.of("waybill.service.role", "another");
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, another)) {
      assertThatThrownBy(pipeline::start)
          .isInstanceOf(StartupException.class)
          .hasMessageStartingWith("waybill.service.role: ")
          .hasMessageContaining("only to the role another");
    }
  }

  @Test
  void rejectsMissingKeysOfTheLog() throws Exception {
    Map<String, String> logged = Map.of("waybill.record-log.enabled", "true");
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, logged)) {
      Files.delete(pipeline.settings().recordLog().keys());

      assertThatThrownBy(pipeline::start)
          .isInstanceOf(StartupException.class)
          .hasMessageStartingWith("waybill.record-log.keys: ")
          .hasMessageContaining("waybill log key");
    }
  }

  @Test
  void rejectsQueueWithoutRedrivePolicy() throws Exception {
    assertRejected(
        it -> {
          it.aws().sqs().deleteQueue(to -> to.queueUrl(it.queueUrl()));
          it.aws().sqs().createQueue(to -> to.queueName(it.settings().queue().name()));
        },
        "waybill.queue: ");
  }

  @Test
  void rejectsAbsentQueueOfReverificationAndNamesBothFixes() throws Exception {
    assertRejected(
        Map.of("waybill.record-log.enabled", "true", "waybill.fixity.enabled", "true"),
        it -> {
          String name = it.settings().fixity().queue();
          String url = it.aws().sqs().getQueueUrl(get -> get.queueName(name)).queueUrl();
          it.aws().sqs().deleteQueue(to -> to.queueUrl(url));
        },
        "waybill.fixity.queue: there is no queue ",
        "waybill baseline apply",
        "waybill.fixity.enabled=false");
  }

  @Test
  void rejectsRedriveToAnotherQueue() throws Exception {
    TestQueue other = cloud.queue("elsewhere");
    assertRejected(
        it ->
            it.aws()
                .sqs()
                .setQueueAttributes(
                    set ->
                        set.queueUrl(it.queueUrl())
                            .attributes(
                                Map.of(
                                    QueueAttributeName.REDRIVE_POLICY,
                                    "{\"deadLetterTargetArn\":\""
                                        + other.arn()
                                        + "\",\"maxReceiveCount\":\"3\"}"))),
        "waybill.dead-letter-queue: ");
  }

  private void assertRejected(Consumer<PipelineUnderTest> change, String... parts)
      throws Exception {
    assertRejected(Map.of(), change, parts);
  }

  private void assertRejected(
      Map<String, String> settings, Consumer<PipelineUnderTest> change, String... parts)
      throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, settings)) {
      change.accept(pipeline);
      assertThatThrownBy(pipeline::start)
          .isInstanceOf(StartupException.class)
          .hasMessageStartingWith(parts[0])
          .hasMessageContainingAll(parts);
    }
  }

  private static String provenance(PipelineUnderTest pipeline) {
    return pipeline.settings().provenance().bucket();
  }
}
