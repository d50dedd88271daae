package dev.waybill.localcloud.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests of message delivery to several queues. */
final class DestinationQueuesTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
  private final List<String> delivered = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean failing = new AtomicBoolean(true);

  private void send(String queue, List<String> bodies) {
    if (queue.equals("failing") && failing.get()) {
      throw new IllegalStateException("queue is failing");
    }
    arrived.addAll(bodies);
  }

  @Test
  void failingQueueDelaysNoOtherAndReceivesItsMessagesLater() {
    try (DestinationQueues queues = new DestinationQueues(this::send)) {
      add(queues, "failing", "d1");
      add(queues, "working", "g1");
      add(queues, "failing", "d2");
      await().atMost(LIMIT).until(() -> !delivered.isEmpty());
      assertThat(delivered).containsExactly("g1");
      failing.set(false);
      await().atMost(LIMIT).until(() -> delivered.size() == 3);
      assertThat(arrived).containsExactly("g1", "d1", "d2");
    }
  }

  @Test
  void closeDeliversPendingMessagesInOrder() {
    List<String> bodies = IntStream.range(0, 95).mapToObj(Integer::toString).toList();
    try (DestinationQueues queues = new DestinationQueues(this::send)) {
      bodies.forEach(body -> add(queues, "working", body));
    }
    assertThat(arrived).isEqualTo(bodies);
    assertThat(delivered).isEqualTo(bodies);
  }

  private void add(DestinationQueues queues, String queue, String body) {
    queues.add(queue, new DestinationQueue.OutgoingMessage(body, () -> delivered.add(body)));
  }
}
