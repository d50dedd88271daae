package dev.waybill.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Severity;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TreeHash;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports of sequencing. */
final class SequencingTaskTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Checkpoint CHECKPOINT = new Checkpoint("log", 0, TreeHash.EMPTY_ROOT);
  private static final Sequencing.Round ROUND = new Sequencing.Round(CHECKPOINT, 0, 0, 0, false);

  private final List<Sequencing.Round> rounds = new ArrayList<>();
  private final Deque<Sequencing.Round> next = new ArrayDeque<>();
  private RuntimeException failure;
  private long nanos = Long.MAX_VALUE;
  private final SequencingTask task =
      new SequencingTask(
          this::round, "prov", rounds::add, Clock.fixed(NOW, ZoneOffset.UTC), () -> nanos);

  private Sequencing.Round round() {
    nanos += 1_000_000_000;
    if (failure != null) {
      throw failure;
    }
    return next.isEmpty() ? ROUND : next.remove();
  }

  private static Sequencing.Round round(int appended, int duplicates, int pending) {
    return new Sequencing.Round(CHECKPOINT, appended, duplicates, pending, false);
  }

  @Test
  void handsRoundOnAndEndsFindingOfEarlierProcessOnce() {
    assertThat(task.newest()).isEmpty();

    assertThat(task.run())
        .singleElement()
        .isInstanceOfSatisfying(
            FindingEnd.class, it -> assertThat(it.rule()).isEqualTo("log-conflict"));
    assertThat(task.run()).isEmpty();
    assertThat(rounds).containsExactly(ROUND, ROUND);
    assertThat(task.newest()).contains(CHECKPOINT);
  }

  @Test
  void reportsContradictionAsCriticalUntilARoundSucceeds() {
    failure =
        new LogConflictException(
            LogConflictException.Reason.LOCK_ROLLED_BACK, "log/lock is older; restore it");

    assertThat(task.run())
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class,
            it -> {
              assertThat(it.rule()).isEqualTo("log-conflict");
              assertThat(it.severity()).isEqualTo(Severity.CRITICAL);
              assertThat(it.message()).isEqualTo("lock rolled back: log/lock is older; restore it");
              assertThat(it.uid()).isEqualTo("log-conflict/prov");
            });
    assertThat(task.run()).hasSize(1);

    failure = null;
    assertThat(task.run()).singleElement().isInstanceOf(FindingEnd.class);
  }

  @Test
  void neitherThrowsNorReportsWhenTheStoreFails() {
    failure = new IllegalStateException("503");

    assertThat(task.run()).isEmpty();
    assertThat(task.newest()).isEmpty();
  }

  @Test
  void makesRoundsUntilNoBatchIsLeft() {
    List<Sequencing.Round> backlog = List.of(round(8192, 0, 9), round(0, 512, 1), round(40, 0, 0));
    next.addAll(backlog);

    task.run();

    assertThat(rounds).isEqualTo(backlog);
  }

  @Test
  void leavesBacklogToTheNextRunAfterTenSeconds() {
    for (int round = 0; round < 15; round++) {
      next.add(round(8192, 0, 1));
    }

    task.run();
    assertThat(rounds).hasSize(10);

    task.run();
    assertThat(next).isEmpty();
    assertThat(rounds).hasSize(16);
  }

  @Test
  void leavesBatchesToTheNextRunWhenARoundTookNothingOrAnotherSequencerWasFirst() {
    next.add(round(0, 0, 3));
    task.run();
    assertThat(rounds).hasSize(1);

    next.add(new Sequencing.Round(CHECKPOINT, 1, 0, 3, true));
    task.run();
    assertThat(rounds).hasSize(2);
  }

  @Test
  void reportsRoundsBeforeTheOneThatFails() {
    Sequencing.Round first = round(8192, 0, 9);
    SequencingTask failing =
        new SequencingTask(
            () -> {
              if (rounds.contains(first)) {
                throw new LogConflictException(
                    LogConflictException.Reason.LOCK_ROLLED_BACK, "log/lock is older");
              }
              return first;
            },
            "prov",
            rounds::add,
            Clock.fixed(NOW, ZoneOffset.UTC),
            () -> nanos);

    assertThat(failing.run()).singleElement().isInstanceOf(Finding.class);

    assertThat(rounds).containsExactly(first);
    assertThat(failing.newest()).contains(CHECKPOINT);
  }
}
