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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports of sequencing. */
final class SequencingTaskTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final Checkpoint CHECKPOINT = new Checkpoint("log", 0, TreeHash.EMPTY_ROOT);
  private static final Sequencing.Round ROUND = new Sequencing.Round(CHECKPOINT, 0, 0, 0, false);

  private final List<Sequencing.Round> rounds = new ArrayList<>();
  private RuntimeException failure;
  private final SequencingTask task =
      new SequencingTask(this::round, "prov", rounds::add, Clock.fixed(NOW, ZoneOffset.UTC));

  private Sequencing.Round round() {
    if (failure != null) {
      throw failure;
    }
    return ROUND;
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
}
