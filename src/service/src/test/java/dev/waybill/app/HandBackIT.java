package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.Faults;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;

/** Messages that a stop did not let end. */
@ExtendWith(CloudExtension.class)
class HandBackIT {
  private static final Duration MUCH_LONGER_THAN_THE_TEST = Duration.ofHours(2);
  private static final Duration LONGER_THAN_THE_STOP = Duration.ofSeconds(30);

  private final CloudUnderTest cloud;
  @TempDir Path folder;

  HandBackIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void makesMessagesVisibleThatDidNotEndInTime() throws Exception {
    Faults faults = cloud.faults();
    faults.delay("GetObject", key -> key.contains("/stuck"), LONGER_THAN_THE_STOP);
    try (PipelineUnderTest pipeline =
        PipelineUnderTest.provision(
                cloud,
                folder,
                Map.of("waybill.intake.workers", "2", "waybill.shutdown.timeout", "1s"))
            .hidingFor(MUCH_LONGER_THAN_THE_TEST)
            .start()) {
      CountDownLatch begun = new CountDownLatch(2);
      pipeline.onStage(stage -> begun.countDown());
      // Two are in work, and two wait for a worker.
      Stream.of("stuck1", "stuck2", "stuck3", "stuck4")
          .forEach(it -> pipeline.put("incoming/" + it, it));
      begun.await();

      pipeline.stop();

      assertThat(received(pipeline)).hasSize(4);
      assertThat(pipeline.labels()).isEmpty();
    } finally {
      faults.reset();
    }
  }

  @Test
  void anotherReplicaGoesOnAtOnce() throws Exception {
    Faults faults = cloud.faults();
    faults.delay("GetObject", key -> key.endsWith("/large"), LONGER_THAN_THE_STOP);
    try (PipelineUnderTest pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.shutdown.timeout", "1s"))
            .hidingFor(MUCH_LONGER_THAN_THE_TEST)
            .start()) {
      CountDownLatch begun = new CountDownLatch(1);
      pipeline.onStage(stage -> begun.countDown());
      pipeline.put("incoming/large", "large");
      begun.await();
      pipeline.stop();
      faults.reset();

      pipeline.start();

      pipeline.awaitEnds(1);
      assertThat(pipeline.labels()).containsExactly("promoted");
      pipeline.awaitEmptyQueue(Duration.ofMinutes(1));
    } finally {
      faults.reset();
    }
  }

  @Test
  void messageThatFailedBeforeTheStopKeepsItsTime() throws Exception {
    Faults faults = cloud.faults();
    faults.fail("GetObject", key -> key.endsWith("/failing"), S3ErrorCode.INTERNAL_ERROR, 1_000);
    try (PipelineUnderTest pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.intake.workers", "1"))
            .hidingFor(MUCH_LONGER_THAN_THE_TEST)
            .start()) {
      CountDownLatch begun = new CountDownLatch(1);
      pipeline.onStage(stage -> begun.countDown());
      pipeline.put("incoming/failing", "failing");
      begun.await();
      // The only worker takes it after the failure.
      pipeline.put("incoming/good", "good");
      pipeline.awaitEnds(1);
      pipeline.stop();

      assertThat(received(pipeline)).isEmpty();
      assertThat(pipeline.left(pipeline.queueUrl())).isOne();
    } finally {
      faults.reset();
    }
  }

  /** Returns the messages that are visible now, except S3's test event. */
  private static List<Message> received(PipelineUnderTest pipeline) {
    return pipeline
        .aws()
        .sqs()
        .receiveMessage(
            it ->
                it.queueUrl(pipeline.queueUrl())
                    .maxNumberOfMessages(10)
                    .messageSystemAttributeNamesWithStrings("All"))
        .messages()
        .stream()
        .filter(it -> !it.body().contains("s3:TestEvent"))
        .toList();
  }
}
