package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.model.Promoted;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** Messages in the dead-letter queue: what travels, with which reason, and what has none. */
@ExtendWith(CloudExtension.class)
class DeadLetterContentsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final CloudUnderTest cloud;
  private PipelineUnderTest pipeline;
  @TempDir Path folder;

  DeadLetterContentsIT(CloudUnderTest cloud) {
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
  void receivesOnlyTheRecordThatFails() throws Exception {
    pipeline.start();
    int records = 30;
    String message = message(records);

    send(message);

    pipeline.awaitEnds(records, LIMIT);
    assertThat(pipeline.labels()).containsOnly("rejected-object-gone").hasSize(records);
    List<Message> dead = receive(records);
    assertThat(dead)
        .allSatisfy(it -> assertThat(it.body().split("versionId", -1)).hasSize(2))
        .allSatisfy(it -> assertThat(it.body().length()).isLessThan(message.length() / 10));
    assertThat(dead.stream().map(Message::body).distinct()).hasSize(records);
  }

  @Test
  void namesReasonWhenTheEndCannotBeDetermined() throws Exception {
    Deliveries.allow(2, pipeline);
    pipeline.start();
    pipeline.put("incoming/a", "first");
    pipeline.awaitEnds(1);
    ObjectVersion first = ((Promoted) pipeline.outcomes().get(0)).version();
    pipeline.put("incoming/a", "second");
    pipeline.awaitEnds(2);
    cloud
        .faults()
        .fail("ListObjectVersions", key -> true, S3ErrorCode.SLOW_DOWN, Integer.MAX_VALUE);

    send(NotificationSender.created(first, "00"));

    List<Message> dead = receive(1);
    assertThat(dead.get(0).messageAttributes()).containsKey("waybill-reason");
    assertThat(dead.get(0).messageAttributes().get("waybill-detail").stringValue())
        .contains("the version is gone", "503 SlowDown");
    pipeline.awaitEnds(3);
    assertThat(pipeline.labels())
        .containsExactly("promoted", "promoted", "rejected-retries-exhausted");
  }

  @Test
  void alertsAboutMessageThatSqsMovedItself() throws Exception {
    pipeline.start();

    pipeline
        .aws()
        .sqs()
        .sendMessage(it -> it.queueUrl(pipeline.deadLetterUrl()).messageBody("moved by SQS"));

    await().atMost(LIMIT).until(() -> alerts().contains("dead-letter-unexplained"));
  }

  private String alerts() throws IOException {
    Path file = pipeline.settings().alertsFile();
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private String message(int records) {
    return IntStream.range(0, records)
        .mapToObj(
            it ->
                new ObjectVersion(
                    pipeline.raw(), "incoming/gone-" + it, ObjectVersion.NULL_VERSION))
        .map(it -> NotificationSender.created(it, "00").strip())
        .map(it -> it.substring(it.indexOf('[') + 1, it.lastIndexOf(']')))
        .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
  }

  private void send(String body) {
    pipeline.aws().sqs().sendMessage(it -> it.queueUrl(pipeline.queueUrl()).messageBody(body));
  }

  private List<Message> receive(int count) {
    List<Message> received = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .until(
            () -> {
              received.addAll(
                  pipeline
                      .aws()
                      .sqs()
                      .receiveMessage(
                          it ->
                              it.queueUrl(pipeline.deadLetterUrl())
                                  .maxNumberOfMessages(10)
                                  .messageAttributeNames("All"))
                      .messages());
              return received.size() >= count;
            });
    return received;
  }
}
