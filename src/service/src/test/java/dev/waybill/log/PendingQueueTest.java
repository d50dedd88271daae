package dev.waybill.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PendingQueueTest {
  private final AtomicLong nanos = new AtomicLong();
  private final int entryBytes = entry(0).bundleBytes();
  private final PendingQueue queue =
      new PendingQueue(
          new PendingWriter.Limits(
              4, 3 * entryBytes + 1, Duration.ofMillis(500), 100, Duration.ZERO, Duration.ZERO),
          nanos::get);

  private static EncodedEntry entry(int number) {
    return EncodedEntry.of(LogFixtures.entry(number));
  }

  @Test
  void cutsBatchesAtTheLimitOfBytes() {
    for (int number = 0; number < 4; number++) {
      queue.add(entry(number));
    }

    assertThat(queue.poll()).containsExactly(entry(0), entry(1), entry(2));
    assertThat(queue.poll()).containsExactly(entry(3));
    assertThat(queue.poll()).isEmpty();
  }

  @Test
  void returnsBatchThatHasLingered() throws InterruptedException {
    queue.add(entry(0));
    nanos.set(Duration.ofMillis(500).toNanos());

    assertThat(queue.take()).containsExactly(entry(0));
  }

  @Test
  void countsEntriesAsWaitingUntilTheyAreDurable() {
    queue.add(entry(0));
    queue.add(entry(1));
    queue.poll();
    assertThat(queue.size()).isEqualTo(2);

    queue.durable(1);

    assertThat(queue.size()).isEqualTo(1);
    assertThat(queue.position()).isEqualTo(2);
  }

  @Test
  void returnsActionsInTheOrderOfTheirPositions() {
    Runnable first = () -> {};
    Runnable second = () -> {};
    queue.add(entry(0));
    queue.add(entry(1));
    assertThat(queue.await(0, first)).isFalse();
    assertThat(queue.await(2, second)).isTrue();
    assertThat(queue.await(1, first)).isTrue();

    assertThat(queue.durable(1)).containsExactly(first);
    assertThat(queue.durable(1)).containsExactly(second);
    assertThat(queue.durable(0)).isEmpty();
  }

  @Test
  void returnsNothingWhenItIsClosedAndEmpty() throws InterruptedException {
    queue.add(entry(0));
    queue.close();

    assertThat(queue.take()).hasSize(1);
    assertThat(queue.take()).isEqualTo(List.of());
  }
}
