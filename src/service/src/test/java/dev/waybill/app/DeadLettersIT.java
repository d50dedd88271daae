package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.DeadLetterQueue;
import dev.waybill.deadletter.DeadLetter;
import dev.waybill.deadletter.Redrive;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.startup.StartupException;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Dead letters of a real queue: read without being lost, and taken up again after a redrive. */
@ExtendWith(CloudExtension.class)
final class DeadLettersIT {
  private static final int ALWAYS = 1_000_000;

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;
  private DeadLetterRun command;

  DeadLettersIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision(@TempDir Path folder) throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of());
    command =
        new DeadLetterRun(
            settings ->
                AwsClients.of(
                    cloud.endpoint(),
                    CloudUnderTest.REGION,
                    StaticCredentialsProvider.create(cloud.credentials())));
  }

  @AfterEach
  void stop() {
    cloud.resetFaults();
    pipeline.close();
  }

  @Test
  void readsReasonsAndLeavesAllMessagesVisible() {
    DeadLetterQueue dead = new DeadLetterQueue(pipeline.aws().sqs(), pipeline.deadLetterUrl());
    ObjectVersion version = new ObjectVersion(pipeline.raw(), "incoming/café", "v1");
    for (int i = 0; i < 12; i++) {
      dead.send("body " + i, new Rejected(RejectReason.ARCHIVED, "in GLACIER", version), "id-" + i);
    }
    pipeline
        .aws()
        .sqs()
        .sendMessage(it -> it.queueUrl(pipeline.deadLetterUrl()).messageBody("moved"));

    List<DeadLetter> first = list();
    List<DeadLetter> second = list();

    assertThat(first).hasSize(13);
    assertThat(second).hasSize(13);
    assertThat(first)
        .filteredOn(it -> it.reason().equals("archived"))
        .hasSize(12)
        .allSatisfy(
            it -> {
              assertThat(it.detail()).isEqualTo("in GLACIER");
              assertThat(it.version()).isEqualTo(version.uri());
              assertThat(it.sent()).isAfter(Instant.now().minusSeconds(600));
            });
    assertThat(command.find(pipeline.settings(), "id-7", it -> {}))
        .get()
        .extracting(DeadLetter::body)
        .isEqualTo("body 7");
    assertThat(visible()).isEqualTo(13);
  }

  @Test
  void promotesRedrivenObjectOnceItsCauseIsFixed() throws Exception {
    cloud
        .faults()
        .fail("GetObject", key -> key.endsWith("denied"), S3ErrorCode.ACCESS_DENIED, ALWAYS);
    pipeline.start();
    pipeline.put("incoming/denied", "kept");
    pipeline.awaitEnds(1, Duration.ofSeconds(60));
    assertThat(list()).hasSize(1);
    cloud.faults().reset();

    Moved dryRun = redrive(true);
    Moved moved = redrive(false);

    assertThat(dryRun.events).containsExactly("matched");
    assertThat(moved.events).containsExactly("matched", "sent", "moved");
    pipeline.awaitEnds(2, Duration.ofSeconds(60));
    assertThat(pipeline.labels()).endsWith("promoted");
    assertThat(pipeline.text("processed/denied")).isEqualTo("kept");
    assertThat(list()).isEmpty();
  }

  @Test
  void rejectsDeadLetterQueueThatWouldMoveItsMessagesOn() {
    String arn =
        pipeline
            .aws()
            .sqs()
            .getQueueAttributes(
                it -> it.queueUrl(pipeline.queueUrl()).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    pipeline
        .aws()
        .sqs()
        .setQueueAttributes(
            it ->
                it.queueUrl(pipeline.deadLetterUrl())
                    .attributes(
                        Map.of(
                            QueueAttributeName.REDRIVE_POLICY,
                            "{\"deadLetterTargetArn\":\""
                                + arn
                                + "\",\"maxReceiveCount\":\"3\"}")));

    assertThatThrownBy(this::list)
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("waybill.dead-letter-queue")
        .hasMessageContaining("remove RedrivePolicy");
  }

  private List<DeadLetter> list() {
    List<DeadLetter> letters = new ArrayList<>();
    command.list(pipeline.settings(), letters::add);
    return letters;
  }

  private Moved redrive(boolean dryRun) {
    Moved moved = new Moved();
    command.redrive(pipeline.settings(), null, dryRun, moved);
    return moved;
  }

  private int visible() {
    return Integer.parseInt(
        pipeline
            .aws()
            .sqs()
            .getQueueAttributes(
                it ->
                    it.queueUrl(pipeline.deadLetterUrl())
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes()
            .get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  /** Listener that writes down what happened. */
  static final class Moved implements Redrive.Listener {
    private final List<String> events = new ArrayList<>();

    @Override
    public void read(DeadLetter letter) {
      // The other events say enough.
    }

    @Override
    public void matched(DeadLetter letter) {
      events.add("matched");
    }

    @Override
    public void sent(DeadLetter letter) {
      events.add("sent");
    }

    @Override
    public void moved(DeadLetter letter) {
      events.add("moved");
    }
  }
}
