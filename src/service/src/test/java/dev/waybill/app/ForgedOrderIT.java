package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.verify.OnlineVerification;
import dev.waybill.verify.S3Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** Notifications of true versions with a forged order, which arrive before those of S3. */
@ExtendWith(CloudExtension.class)
class ForgedOrderIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String KEY = "incoming/k";
  private static final String LAST = "F".repeat(32);

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  ForgedOrderIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision() throws Exception {
    cloud.assumeWithout(EmulatorLimit.COPY_CONDITIONS_IGNORED);
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of());
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  /** The record is locked, so an order that is sealed once lasts as long as the key. */
  @Test
  void promotesVersionThatIsNewerThanOneWithAForgedOrder() throws Exception {
    ObjectVersion first = putAndForge(Instant.parse("2099-01-01T00:00:00Z"));
    pipeline.start();
    pipeline.awaitEnds(1);
    awaitNextSecond(first);
    pipeline.put(KEY, "two");
    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).containsExactly("promoted", "promoted");
    assertThat(pipeline.text("processed/k")).isEqualTo("two");
  }

  @Test
  void ignoresAndReportsOrderOfNotificationWithAForgedTime() throws Exception {
    ObjectVersion first = putAndForge(Instant.parse("2099-01-01T00:00:00Z"));
    pipeline.start();
    pipeline.awaitEnds(1);

    assertThat(pipeline.record(first).sequencer()).isNull();
    assertThat(pipeline.record(first).eventTime()).isNull();
    assertThat(pipeline.record(first).lastModified()).isNotNull();
    awaitAlert("custody-notification-contradicted");
  }

  @Test
  void namesWaitingVersionThatIsNewerThanOneWithAForgedOrder() throws Exception {
    ObjectVersion first = putAndForge(Instant.now().plusSeconds(600));
    pipeline.start();
    pipeline.awaitEnds(1);
    awaitNextSecond(first);
    pipeline.stop();
    ObjectVersion second = pipeline.put(KEY, "two");
    pipeline.archive().seal(second, OtherRecord.of(second, "two", pipeline.key()));

    VerificationReport report =
        OnlineVerification.verify(
            pipeline.aws(),
            pipeline.loaded(),
            new S3Address(pipeline.raw(), "processed/k", null),
            null,
            null);

    assertThat(report.findings())
        .anyMatch(
            it ->
                it.answer() == VerificationFinding.Answer.OPEN
                    && it.detail().contains(second.uri()));
  }

  /** Puts a version whose notification is replaced by a forged one. */
  private ObjectVersion putAndForge(Instant eventTime) {
    ObjectVersion version = pipeline.put(KEY, "one");
    Awaitility.await().atMost(LIMIT).until(this::takeNotification);
    pipeline
        .aws()
        .sqs()
        .sendMessage(
            it ->
                it.queueUrl(pipeline.queueUrl())
                    .messageBody(NotificationSender.created(version, LAST, eventTime)));
    return version;
  }

  private boolean takeNotification() {
    for (Message message :
        pipeline
            .aws()
            .sqs()
            .receiveMessage(it -> it.queueUrl(pipeline.queueUrl()).maxNumberOfMessages(10))
            .messages()) {
      pipeline
          .aws()
          .sqs()
          .deleteMessage(
              it -> it.queueUrl(pipeline.queueUrl()).receiptHandle(message.receiptHandle()));
      if (message.body().contains(KEY)) {
        return true;
      }
    }
    return false;
  }

  /** S3's Last-Modified has whole seconds. */
  private void awaitNextSecond(ObjectVersion version) {
    long written = pipeline.record(version).lastModified().getEpochSecond();
    Awaitility.await().atMost(LIMIT).until(() -> Instant.now().getEpochSecond() > written);
  }

  private void awaitAlert(String rule) {
    Path file = folder.resolve("alerts.jsonl");
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> Files.exists(file) && Files.readString(file).contains(rule));
  }
}
