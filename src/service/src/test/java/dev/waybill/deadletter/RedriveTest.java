package dev.waybill.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RedriveTest {
  private static final Instant BEFORE = InMemoryDeadLetters.NOW.minusSeconds(60);
  private static final Instant AFTER = InMemoryDeadLetters.NOW.plusSeconds(1);

  private final InMemoryDeadLetters queue = new InMemoryDeadLetters();
  private final List<String> events = new ArrayList<>();

  @Test
  void movesEachMessageOfTheReasonAndLeavesTheOthersVisible() {
    queue.add("a", "access-denied", BEFORE);
    queue.add("b", "", BEFORE);
    queue.add("c", "archived", BEFORE);
    queue.add("d", "access-denied", BEFORE);

    run("access-denied", false);

    assertThat(queue.source).containsExactly("body of a", "body of d");
    assertThat(queue.visible).containsOnlyKeys("b", "c");
    assertThat(queue.hidden).isEmpty();
  }

  @Test
  void movesMessagesThatSqsMovedItself() {
    queue.add("a", "access-denied", BEFORE);
    queue.add("b", "", BEFORE);

    run(DeadLetter.MOVED_BY_SQS, false);

    assertThat(queue.source).containsExactly("body of b");
    assertThat(queue.visible).containsOnlyKeys("a");
  }

  @Test
  void deletesMessageOnlyAfterTheQueueConfirmedIt() {
    queue.add("a", "archived", BEFORE);
    queue.add("b", "archived", BEFORE);

    run(null, false);

    assertThat(events)
        .containsExactly("matched a", "sent a", "moved a", "matched b", "sent b", "moved b");
  }

  @Test
  void keepsMessageThatCannotBeSent() {
    queue.add("a", "archived", BEFORE);
    queue.onSend =
        letter -> {
          throw new IllegalStateException("503");
        };

    assertThatThrownBy(() -> run(null, false)).hasMessage("503");

    assertThat(queue.visible).containsOnlyKeys("a");
    assertThat(queue.source).isEmpty();
  }

  @Test
  void losesNothingWhenItDiesBetweenSendAndDelete() {
    queue.add("a", "archived", BEFORE);
    queue.add("b", "archived", BEFORE);
    queue.beforeDelete =
        letter -> {
          throw new IllegalStateException("killed");
        };

    assertThatThrownBy(() -> run(null, false)).hasMessage("killed");

    assertThat(queue.source).containsExactly("body of a");
    assertThat(queue.visible).containsOnlyKeys("a", "b");
  }

  @Test
  void endsWhenTheServiceRejectsEverythingAgain() {
    for (int i = 0; i < 7; i++) {
      queue.add("m" + i, "access-denied", BEFORE);
    }
    queue.onSend = letter -> queue.add("again-" + letter.id(), "access-denied", AFTER);

    run(null, false);

    assertThat(queue.source).hasSize(7);
    assertThat(queue.visible).hasSize(7).allSatisfy((id, it) -> assertThat(id).startsWith("again"));
  }

  @Test
  void movesNothingInADryRun() {
    queue.add("a", "archived", BEFORE);

    run(null, true);

    assertThat(events).containsExactly("matched a");
    assertThat(queue.source).isEmpty();
    assertThat(queue.visible).containsOnlyKeys("a");
  }

  private void run(String reason, boolean dryRun) {
    new Redrive(queue, reason, dryRun).run(new EventLog(events));
  }

  /** Listener that writes down what happened. */
  private record EventLog(List<String> events) implements Redrive.Listener {
    @Override
    public void read(DeadLetter letter) {
      // The other events say enough.
    }

    @Override
    public void matched(DeadLetter letter) {
      events.add("matched " + letter.id());
    }

    @Override
    public void sent(DeadLetter letter) {
      events.add("sent " + letter.id());
    }

    @Override
    public void moved(DeadLetter letter) {
      events.add("moved " + letter.id());
    }
  }
}
