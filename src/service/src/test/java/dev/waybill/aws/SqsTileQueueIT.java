package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.work.TaskMessages.Received;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Queue of units of work, which says how many replicas read. */
@ExtendWith(CloudExtension.class)
final class SqsTileQueueIT {
  private final CloudUnderTest cloud;

  SqsTileQueueIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void countsTheTasksThatReplicasWorkOn() {
    String name = "fixity-" + UUID.randomUUID();
    String url = cloud.sqs().createQueue(it -> it.queueName(name)).queueUrl();
    SqsTileQueue queue = new SqsTileQueue(cloud.sqs(), url);
    SqsTaskMessages replicas = new SqsTaskMessages(cloud.sqs(), url);
    CycleId cycle = new CycleId("20261129T192300Z");
    List<TileTask> tasks =
        LongStream.range(0, 15)
            .mapToObj(it -> new TileTask(cycle, new TileRange(it, TileRange.FULL)))
            .toList();

    queue.send(tasks);
    assertThat(queue.busy()).isZero();
    Received first = replicas.receive().orElseThrow();
    Received second = replicas.receive().orElseThrow();
    Received third = replicas.receive().orElseThrow();
    assertThat(queue.busy()).isEqualTo(3);
    replicas.delete(first);
    assertThat(queue.busy()).isEqualTo(2);
    replicas.release(second);
    replicas.release(third);
    assertThat(queue.busy()).isZero();
    assertThat(Queue.depth(cloud.sqs(), url)).hasValue(14);
  }
}
