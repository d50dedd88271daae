package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Outcome;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Notifications that are each delivered five times, in random order. {@code -Drepeated.objects} is
 * the number of objects; 10,000 take ten minutes on two cores.
 */
@Tag("slow")
@ExtendWith(CloudExtension.class)
class RepeatedNotificationsIT {
  private static final int OBJECTS = Integer.getInteger("repeated.objects", 3_000);
  private static final int DELIVERIES = 5;
  private static final int WRITERS = 8;
  private static final int BATCH = 10;

  private final CloudUnderTest cloud;
  @TempDir Path folder;

  RepeatedNotificationsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void sealsAndPromotesEachObjectOnce() throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, Map.of())) {
      putAll(pipeline);
      List<String> notifications = receiveAll(pipeline);
      assertThat(notifications).hasSize(OBJECTS);
      sendShuffled(pipeline, notifications);
      pipeline.start();

      pipeline.awaitEnds(OBJECTS * DELIVERIES, Duration.ofMinutes(15));
      pipeline.awaitEmptyQueue(Duration.ofMinutes(1));

      Map<String, Long> ends =
          pipeline.outcomes().stream()
              .collect(Collectors.groupingBy(Outcome::label, Collectors.counting()));
      assertThat(ends)
          .containsOnly(
              Map.entry("promoted", (long) OBJECTS),
              Map.entry("already-done", (long) OBJECTS * (DELIVERIES - 1)));
      assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
      assertThat(pipeline.versions("processed/")).as("promoted versions").hasSize(OBJECTS);
      assertThat(pipeline.versions("incoming/")).as("sources that stay").isEmpty();
      assertThat(recordVersions(pipeline)).as("records, all versions").isEqualTo(OBJECTS);
    }
  }

  private static void putAll(PipelineUnderTest pipeline) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < OBJECTS; i++) {
        String name = "incoming/" + i % 100 + "/" + i;
        all.add(writers.submit(() -> pipeline.put(name, "bytes of " + name)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      writers.shutdownNow();
    }
  }

  /** Receives S3's notifications, without the test event. */
  private static List<String> receiveAll(PipelineUnderTest pipeline) {
    Map<String, String> received = new HashMap<>();
    String url = pipeline.queueUrl();
    while (received.size() < OBJECTS) {
      List<Message> messages =
          pipeline
              .aws()
              .sqs()
              .receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(BATCH).waitTimeSeconds(5))
              .messages();
      assertThat(messages).as("received %s", received.size()).isNotEmpty();
      List<DeleteMessageBatchRequestEntry> done = new ArrayList<>();
      for (Message message : messages) {
        if (message.body().contains("ObjectCreated")) {
          received.put(message.messageId(), message.body());
        }
        done.add(
            DeleteMessageBatchRequestEntry.builder()
                .id("n" + done.size())
                .receiptHandle(message.receiptHandle())
                .build());
      }
      pipeline.aws().sqs().deleteMessageBatch(it -> it.queueUrl(url).entries(done));
    }
    return List.copyOf(received.values());
  }

  private static void sendShuffled(PipelineUnderTest pipeline, List<String> notifications) {
    List<String> all = new ArrayList<>();
    for (int time = 0; time < DELIVERIES; time++) {
      all.addAll(notifications);
    }
    Collections.shuffle(all, new Random(7));
    String url = pipeline.queueUrl();
    for (int from = 0; from < all.size(); from += BATCH) {
      List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
      for (String body : all.subList(from, from + BATCH)) {
        entries.add(
            SendMessageBatchRequestEntry.builder()
                .id("n" + entries.size())
                .messageBody(body)
                .build());
      }
      assertThat(
              pipeline
                  .aws()
                  .sqs()
                  .sendMessageBatch(it -> it.queueUrl(url).entries(entries))
                  .failed())
          .isEmpty();
    }
  }

  private static long recordVersions(PipelineUnderTest pipeline) {
    return pipeline
        .s3()
        .listObjectVersionsPaginator(
            it -> it.bucket(pipeline.archive().bucket()).prefix("records/"))
        .versions()
        .stream()
        .count();
  }
}
