package dev.waybill.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DeadLetterReaderTest {
  private static final int COUNT = 8;

  private final InMemoryDeadLetters queue = new InMemoryDeadLetters();
  private final DeadLetterReader reader = new DeadLetterReader(queue);

  @BeforeEach
  void fillQueue() {
    for (int i = 0; i < COUNT; i++) {
      queue.add("m" + i, "access-denied", InMemoryDeadLetters.NOW);
    }
  }

  @Test
  void readsEachMessageOnceAndLeavesAllVisible() {
    List<String> read = new ArrayList<>();

    reader.each(it -> read.add(it.id()));

    assertThat(read).hasSize(COUNT).doesNotHaveDuplicates();
    assertThat(queue.visible).hasSize(COUNT);
    assertThat(queue.hidden).isEmpty();
  }

  @Test
  void showsMessagesAgainWhenTheListenerFails() {
    assertThatThrownBy(
            () ->
                reader.each(
                    it -> {
                      throw new IllegalStateException("the pipe is closed");
                    }))
        .hasMessage("the pipe is closed");

    assertThat(queue.visible).hasSize(COUNT);
  }

  @Test
  void endsWhenMessagesBecomeVisibleWhileItReads() {
    List<String> read = new ArrayList<>();

    reader.each(
        it -> {
          read.add(it.id());
          queue.expireReceipts();
        });

    assertThat(read).doesNotHaveDuplicates();
    queue.expireReceipts();
    assertThat(queue.visible).hasSize(COUNT);
  }

  @Test
  void findsMessageByEitherIdAndHidesNothing() {
    assertThat(reader.find("m5", it -> {})).get().extracting(DeadLetter::id).isEqualTo("m5");
    assertThat(reader.find("absent", it -> {})).isEmpty();
    assertThat(queue.visible).hasSize(COUNT);
  }
}
