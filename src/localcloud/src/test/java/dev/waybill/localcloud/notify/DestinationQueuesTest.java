package dev.waybill.localcloud.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Messages on their way to several queues. */
final class DestinationQueuesTest {
  private final List<String> arrived = Collections.synchronizedList(new ArrayList<>());
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean deaf = new AtomicBoolean(true);

  private void post(String queue, List<String> bodies) {
    if (queue.equals("deaf") && deaf.get()) {
      throw new IllegalStateException("deaf");
    }
    arrived.addAll(bodies);
  }

  @Test
  void aQueueThatTakesNothingHoldsUpNoOtherAndGetsItsOwnLater() {
    try (DestinationQueues lanes = new DestinationQueues(this::post)) {
      take(lanes, "deaf", "d1");
      take(lanes, "good", "g1");
      take(lanes, "deaf", "d2");
      await().until(() -> arrived.contains("g1"));
      assertThat(told).containsExactly("g1");
      deaf.set(false);
      await().until(() -> told.size() == 3);
      assertThat(arrived).containsExactly("g1", "d1", "d2");
    }
  }

  @Test
  void whatWasTakenBeforeTheEndArrivesInItsOrder() {
    List<String> bodies = IntStream.range(0, 95).mapToObj(Integer::toString).toList();
    try (DestinationQueues lanes = new DestinationQueues(this::post)) {
      bodies.forEach(body -> take(lanes, "good", body));
    }
    assertThat(arrived).isEqualTo(bodies);
    assertThat(told).isEqualTo(bodies);
  }

  private void take(DestinationQueues lanes, String queue, String body) {
    lanes.add(queue, new DestinationQueue.OutgoingMessage(body, () -> told.add(body)));
  }
}
