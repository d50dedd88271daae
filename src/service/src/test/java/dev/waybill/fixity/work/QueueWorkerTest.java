package dev.waybill.fixity.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueWorkerTest {
  private final Deque<String> queue = new ArrayDeque<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final List<String> worked = new ArrayList<>();
  private final CountDownLatch extended = new CountDownLatch(2);
  private int failures;

  /** Works until the queue is empty, which interrupts the thread. */
  private void run(Predicate<String> worker) {
    run(worker, Duration.ofMinutes(1));
  }

  private void run(Predicate<String> worker, Duration extendEvery) {
    new QueueWorker(
            new FakeMessages(),
            text -> {
              worked.add(text);
              return worker.test(text);
            },
            extendEvery,
            Duration.ZERO)
        .run();
  }

  @AfterEach
  void clearInterrupt() {
    boolean unused = Thread.interrupted();
  }

  @Test
  void deletesWhatIsDoneUntilItIsInterrupted() {
    queue.addAll(List.of("a", "b"));

    run(text -> false);

    assertThat(worked).containsExactly("a", "b");
    assertThat(calls).containsExactly("delete a", "delete b");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void leavesToTheQueueWhatIsUnfinished() {
    queue.addAll(List.of("a", "b"));

    run("a"::equals);

    assertThat(calls).containsExactly("delete b");
  }

  @Test
  void showsAMessageToOthersAtOnceWhenItIsInterruptedWithinIt() {
    queue.addAll(List.of("a", "b"));

    run(
        text -> {
          Thread.currentThread().interrupt();
          return true;
        });

    assertThat(worked).containsExactly("a");
    assertThat(calls).containsExactly("release a");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void hidesAMessageAgainWhileItIsInWork() {
    queue.add("a");

    run(
        text -> {
          try {
            return !extended.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            return true;
          }
        },
        Duration.ofMillis(1));

    assertThat(calls).contains("extend a", "delete a");
  }

  @Test
  void failsWhenTheQueueCannotBeReachedAtFirst() {
    failures = 1;

    assertThatThrownBy(() -> run(text -> false)).hasMessage("no queue");
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void showsTheMessageAndEndsWhenTheWorkerFailsForGood() {
    queue.addAll(List.of("a", "b"));

    assertThatThrownBy(
            () ->
                run(
                    text -> {
                      throw new IllegalStateException("denied");
                    }))
        .hasMessage("denied");

    assertThat(worked).containsExactly("a");
    assertThat(calls).containsExactly("release a");
  }

  @Test
  void endsQuietlyWhenTheFirstCallIsInterrupted() {
    failures = 1;
    Thread.currentThread().interrupt();

    run(text -> false);

    assertThat(worked).isEmpty();
    assertThat(calls).isEmpty();
  }

  @Test
  void retriesWhenTheQueueFailsLater() {
    queue.addAll(List.of("a", "b"));

    run(
        text -> {
          failures = text.equals("a") ? 2 : 0;
          return false;
        });

    assertThat(worked).containsExactly("a", "b");
    assertThat(calls).containsExactly("delete b");
  }

  private final class FakeMessages implements TaskMessages {
    @Override
    public Optional<Received> receive() {
      fail();
      String text = queue.poll();
      if (text == null) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
      return Optional.of(new Received("receipt", text));
    }

    private void fail() {
      if (failures > 0) {
        failures--;
        throw new IllegalStateException("no queue");
      }
    }

    @Override
    public void extend(Received message) {
      extended.countDown();
      calls.add("extend " + message.text());
      throw new IllegalStateException("an extension that fails does no harm, and is repeated");
    }

    @Override
    public void release(Received message) {
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      calls.add("release " + message.text());
    }

    @Override
    public void delete(Received message) {
      fail();
      calls.add("delete " + message.text());
    }
  }
}
