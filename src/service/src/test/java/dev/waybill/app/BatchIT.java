package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.Faults;
import dev.waybill.model.Received;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Messages that are received together with a slow one. */
@ExtendWith(CloudExtension.class)
class BatchIT {
  /** Two and a half times the visibility timeout. */
  private static final Duration SLOW_READ =
      PipelineUnderTest.VISIBILITY.multipliedBy(5).dividedBy(2);

  private final CloudUnderTest cloud;
  @TempDir Path folder;

  BatchIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void extendsSlowMessageAndThoseBehindIt() throws Exception {
    Faults faults = cloud.faults();
    Map<ObjectVersion, Integer> deliveries = new ConcurrentHashMap<>();
    faults.delay("GetObject", key -> key.endsWith("/slow"), SLOW_READ);
    try (PipelineUnderTest pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.intake.workers", "1"))) {
      pipeline.onStage(
          stage -> {
            if (stage instanceof Received) {
              deliveries.merge(stage.version(), 1, Integer::sum);
            }
          });
      pipeline.put("incoming/slow", "slow");
      for (int other = 0; other < 9; other++) {
        pipeline.put("incoming/other" + other, "quick");
      }
      pipeline.start();

      pipeline.awaitEnds(10, Duration.ofMinutes(1));
      pipeline.awaitEmptyQueue(Duration.ofMinutes(1));

      assertThat(deliveries).hasSize(10).allSatisfy((version, times) -> assertThat(times).isOne());
      assertThat(pipeline.labels()).hasSize(10).containsOnly("promoted");
    } finally {
      faults.reset();
    }
  }

  @Test
  void finishesMessagesInWorkBeforeStopping() throws Exception {
    Faults faults = cloud.faults();
    faults.delay("GetObject", key -> key.endsWith("/draining"), Duration.ofSeconds(3));
    try (PipelineUnderTest pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of()).start()) {
      CountDownLatch begun = new CountDownLatch(1);
      pipeline.onStage(stage -> begun.countDown());
      pipeline.put("incoming/draining", "in work");
      begun.await();

      pipeline.stop();

      assertThat(pipeline.labels()).containsExactly("promoted");
      assertThat(pipeline.left(pipeline.queueUrl())).as("the message is acknowledged").isZero();
    } finally {
      faults.reset();
    }
  }
}
