package dev.waybill.audit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.audit.LookBackPolicy;
import dev.waybill.audit.Window;
import dev.waybill.audit.cases.InMemoryCaseStore;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs over the events of log files that became readable after audits had judged their time. */
final class MendedLogRunsTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Instant LONG_AGO = NOON.minus(Duration.ofDays(20));
  private static final AuditQuery QUERY = Rows.query();

  private final ManualClock clock = new ManualClock(NOON);
  private final MendedFiles files = new MendedFiles();
  private final AuditRuns runs =
      new AuditRuns(
          new InMemoryAuditStateStore(),
          new LookBackPolicy(Duration.ofHours(3), Duration.ofDays(3)),
          Takeover.AT_ONCE,
          Duration.ofMinutes(15),
          files,
          InMemoryCaseStore.cases(clock),
          clock);

  /** Log files of which some became readable. */
  private static final class MendedFiles implements InspectedLogs {
    private final List<MendedFile> mended = new ArrayList<>();
    private Instant since = Instant.MAX;

    @Override
    public void inspect() {
      // The test adds the files.
    }

    @Override
    public void inspect(Window window) {
      // The test adds the files.
    }

    @Override
    public void recall() {
      // The test adds the files.
    }

    @Override
    public String readable(String sql, Window window) {
      return sql;
    }

    @Override
    public Optional<String> unread(Window window) {
      return Optional.empty();
    }

    @Override
    public void queryFailed() {
      // Nothing to inspect again.
    }

    @Override
    public Instant unreadSince(Instant time) {
      return since.isBefore(time) ? since : time;
    }

    @Override
    public Optional<MendedFile> mendedAfter(Instant last) {
      return mended.stream().filter(it -> it.at().isAfter(last)).findFirst();
    }
  }

  private AuditRun claim() {
    return runs.claim(QUERY).orElseThrow();
  }

  private AuditRun judge(AuditRun run, Instant time, String... eventIds) {
    RowJudge judge = runs.judge(run, row -> {});
    for (String id : eventIds) {
      judge.row(Rows.row(id, time));
    }
    AuditRun judged = runs.judged(run, judge, List.of()).orElseThrow();
    return judged.unreported().isEmpty() ? judged : reported(judged);
  }

  private AuditRun reported(AuditRun judged) {
    AuditRun unused = runs.reported(judged).orElseThrow();
    return judged;
  }

  private void mend(Instant from) {
    clock.advance(Duration.ofMinutes(1));
    Instant until = from.plusSeconds(600);
    files.mended.add(new InspectedLogs.MendedFile(clock.instant(), new Window(from, until, until)));
  }

  @Test
  void judgesSpanOfMendedFileBetweenScheduledRuns() {
    AuditRun scheduled = judge(claim(), NOON.minusSeconds(60), "e1");
    mend(LONG_AGO);

    AuditRun again = claim();

    assertThat(again.window().from()).isEqualTo(LONG_AGO.minus(QUERY.window()));
    assertThat(again.window().until()).isEqualTo(LONG_AGO.plusSeconds(600).plus(QUERY.window()));
    AuditRun judged = judge(again, LONG_AGO, "old");
    assertThat(judged.unreported()).hasSize(1);
    assertThat(judged.state().judgedUntil())
        .as("the schedule goes on where it was")
        .isEqualTo(scheduled.state().judgedUntil());
    assertThat(runs.claim(QUERY)).isEmpty();
  }

  @Test
  void judgesEachMendedFileOnceInTheirOrder() {
    AuditRun unused = judge(claim(), NOON.minusSeconds(60));
    mend(LONG_AGO);
    mend(LONG_AGO.plusSeconds(86_400));

    AuditRun first = claim();
    AuditRun second = claim(judge(first, LONG_AGO));
    AuditRun last = judge(second, LONG_AGO);

    assertThat(first.window().from()).isBefore(second.window().from());
    assertThat(last.state().mendedUntil()).isEqualTo(files.mended.get(1).at());
    assertThat(runs.claim(QUERY)).isEmpty();
  }

  private AuditRun claim(AuditRun after) {
    assertThat(after.state().run()).isNull();
    return claim();
  }

  @Test
  void scheduledRunComesFirstAndFailedRunIsTriedAgain() {
    AuditRun unused = judge(claim(), NOON.minusSeconds(60));
    mend(LONG_AGO);
    clock.advance(QUERY.schedule());

    AuditRun scheduled = claim();
    assertThat(scheduled.work().mended()).isNull();
    AuditRun judged = judge(scheduled, NOON.minusSeconds(60));
    AuditRun failed = claim(judged);
    assertThat(failed.work().mended()).isNotNull();
    runs.abandon(failed);

    assertThat(claim().work().mended()).isEqualTo(failed.work().mended());
  }

  @Test
  void remembersRowsSinceTheUnreadFileSoThatTheyAreNotReportedAgain() {
    files.since = NOON.minus(Duration.ofHours(1));
    AuditRun unused = judge(claim(), NOON.minusSeconds(60), "e1");
    for (int day = 0; day < 10; day++) {
      clock.advance(Duration.ofDays(1));
      unused = judge(claim(), clock.instant().minusSeconds(60), "day " + day);
    }
    mend(NOON.minusSeconds(600));

    AuditRun again = judge(claim(), NOON.minusSeconds(60), "e1", "hidden");

    assertThat(again.unreported())
        .singleElement()
        .satisfies(it -> assertThat(it.occurrences().count()).isEqualTo(1));
  }

  @Test
  void runThatIsTakenOverIsStillTheRunOverTheMendedFile() {
    AuditRun unused = judge(claim(), NOON.minusSeconds(60));
    mend(LONG_AGO);
    AuditRun cut = claim();

    AuditRun taken = claim();

    assertThat(taken.work().mended()).isEqualTo(cut.work().mended());
    assertThat(taken.window()).isEqualTo(cut.window());
  }

  @Test
  void ignoresFilesThatWereMendedBeforeTheFirstRun() {
    mend(LONG_AGO);
    clock.advance(Duration.ofMinutes(1));
    AuditRun unused = judge(claim(), NOON.minusSeconds(60));

    assertThat(runs.claim(QUERY)).isEmpty();
  }
}
