package dev.waybill.audit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.audit.LookBackPolicy;
import dev.waybill.audit.cases.InMemoryCaseStore;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Claims, takeovers and results of runs, with crashes at every step. */
final class AuditRunsTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final AuditQuery QUERY = Rows.query();
  private static final Duration LEASE = Duration.ofMinutes(16);

  private final InMemoryAuditStateStore states = new InMemoryAuditStateStore();
  private final ManualClock clock = new ManualClock(NOON);

  private final InspectedLogs logFiles = InspectedLogs.ALL_READABLE;

  private AuditRuns service(Takeover takeover) {
    return new AuditRuns(
        states,
        new LookBackPolicy(Duration.ofHours(3), Duration.ofDays(3)),
        takeover,
        LEASE,
        logFiles,
        InMemoryCaseStore.cases(clock),
        clock);
  }

  private final AuditRuns runs = service(Takeover.WHEN_OLD);

  private AuditRun judged(AuditRun run, String... eventIds) {
    RowJudge judge = runs.judge(run, row -> {});
    for (String id : eventIds) {
      judge.row(Rows.row(id, NOON.minusSeconds(60)));
    }
    return runs.judged(run, judge, List.of()).orElseThrow();
  }

  @Test
  void onlyOneOfTwoReplicasClaimsTheRun() {
    assertThat(runs.claim(QUERY)).isPresent();
    assertThat(service(Takeover.WHEN_OLD).claim(QUERY)).isEmpty();
  }

  @Test
  void takesOverOldUnfinishedRunWithTheSameTokenAndWindow() {
    AuditRun cut = runs.claim(QUERY).orElseThrow();
    clock.advance(LEASE);

    AuditRun takenOver = service(Takeover.WHEN_OLD).claim(QUERY).orElseThrow();

    assertThat(takenOver.work().token()).isEqualTo(cut.work().token());
    assertThat(takenOver.window()).isEqualTo(cut.window());
    assertThat(runs.judged(cut, runs.judge(cut, row -> {}), List.of()))
        .as("result of the late replica")
        .isEmpty();
  }

  @Test
  void leaderTakesOverAtOnce() {
    Optional<AuditRun> cut = runs.claim(QUERY);

    assertThat(service(Takeover.AT_ONCE).claim(QUERY)).isPresent();
    assertThat(runs.reported(cut.orElseThrow())).isEmpty();
  }

  @Test
  void noReplicaClaimsRunBeforeItIsDue() {
    AuditRun run = judged(runs.claim(QUERY).orElseThrow());
    assertThat(run.unreported()).isEmpty();

    clock.advance(Duration.ofMinutes(59));
    assertThat(runs.claim(QUERY)).isEmpty();
    clock.advance(Duration.ofSeconds(40));
    assertThat(runs.claim(QUERY)).isPresent();
  }

  @Test
  void runAfterAFailureJudgesTheSameEvents() {
    AuditRun failed = runs.claim(QUERY).orElseThrow();
    runs.abandon(failed);

    AuditRun next = runs.claim(QUERY).orElseThrow();

    assertThat(next.window().from()).isBeforeOrEqualTo(failed.window().from());
    assertThat(next.work().token()).as("a new query").isNotEqualTo(failed.work().token());
  }

  @Test
  void doesNotReportARowTwice() {
    AuditRun first = judged(runs.claim(QUERY).orElseThrow(), "e1", "e1", "e2");
    assertThat(first.unreported()).hasSize(1);
    assertThat(first.unreported().get(0).occurrences().count()).isEqualTo(2);
    AuditRun reported = runs.reported(first).orElseThrow();
    assertThat(reported.unreported()).isEmpty();

    clock.advance(Duration.ofHours(1));
    AuditRun second = judged(runs.claim(QUERY).orElseThrow(), "e2", "e1");

    assertThat(second.unreported()).isEmpty();
  }

  @Test
  void forgetsRowsThatNoLaterRunFindsAgain() {
    Optional<AuditRun> first = runs.reported(judged(runs.claim(QUERY).orElseThrow(), "e1"));
    assertThat(first.orElseThrow().state().seen().size()).isEqualTo(1);

    // The catch-up of the fourth day begins three days before the end of the third one's window.
    for (int day = 1; day <= 4; day++) {
      assertThat(seenAfterADay()).as("day " + day).isEqualTo(1);
    }
    assertThat(seenAfterADay()).isZero();
  }

  private int seenAfterADay() {
    clock.advance(Duration.ofDays(1));
    return judged(runs.claim(QUERY).orElseThrow()).state().seen().size();
  }

  @Test
  void nextRunReportsFindingsLeftByACrash() {
    AuditRun cut = judged(runs.claim(QUERY).orElseThrow(), "e1");

    AuditRun next = runs.claim(QUERY).orElseThrow();

    assertThat(next.unreported()).isEqualTo(cut.unreported());
  }

  @Test
  void nextRunJudgesIncidentsAboveTheLimit() {
    AuditRun run = runs.claim(QUERY).orElseThrow();
    RowJudge judge = runs.judge(run, row -> {});
    for (int i = 0; i < RowJudge.MAX_INCIDENTS + 5; i++) {
      judge.row(Rows.row("e" + i, "user" + i, NOON));
    }

    AuditRun judged = runs.judged(run, judge, List.of()).orElseThrow();

    assertThat(judged.unreported()).hasSize(RowJudge.MAX_INCIDENTS + 1);
    assertThat(judged.unreported()).last().extracting(Finding::rule).isEqualTo("audit-flood");
    assertThat(judged.unreported()).last().asString().contains("5 rows");
    AuditRun next = runs.claim(QUERY).orElseThrow();
    RowJudge rest = runs.judge(runs.reported(next).orElseThrow(), row -> {});
    for (int i = 0; i < RowJudge.MAX_INCIDENTS + 5; i++) {
      rest.row(Rows.row("e" + i, "user" + i, NOON));
    }
    assertThat(rest.findings()).hasSize(5);
  }

  /** Delivers log files up to three hours late and twice, with crashes at any step. */
  @Property(tries = 200)
  void reportsEachEventOnceDespiteDelaysDuplicatesAndCrashes(
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 170) Integer> delays,
      @ForAll @Size(60) List<@IntRange(min = 0, max = 9) Integer> fates) {
    assertThat(counted(delays, fates)).isEqualTo(delays.size());
  }

  /** Catches up one day per run. */
  @Test
  void reportsEachEventOnceAfterDaysOfCrashes() {
    List<Integer> inTime = Collections.nCopies(30, 0);

    assertThat(counted(inTime, Collections.nCopies(60, 0))).isEqualTo(30);
    assertThat(counted(inTime, Collections.nCopies(60, 2))).isEqualTo(30);
  }

  /**
   * Returns the number of reported events after hourly runs with the given fates and a catch-up.
   */
  private static long counted(List<Integer> delays, List<Integer> fates) {
    ManualClock time = new ManualClock(NOON);
    LookBackPolicy policy = new LookBackPolicy(Duration.ofHours(3), Duration.ofDays(3));
    AuditRuns leader =
        new AuditRuns(
            new InMemoryAuditStateStore(),
            policy,
            Takeover.AT_ONCE,
            LEASE,
            InspectedLogs.ALL_READABLE,
            InMemoryCaseStore.cases(time),
            time);
    Map<String, Set<String>> reported = new HashMap<>();
    List<Long> counts = new ArrayList<>();
    for (int fate : fates) {
      time.advance(Duration.ofHours(1));
      runOnce(leader, delays, time.instant(), fate, reported, counts);
    }
    for (int run = 0; run < catchingUp(fates); run++) {
      time.advance(Duration.ofHours(1));
      runOnce(leader, delays, time.instant(), 9, reported, counts);
    }
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** Counts the interrupted run, one run for each started day, and one for unreported findings. */
  private static int catchingUp(List<Integer> fates) {
    return 1 + (fates.size() + 23) / 24 + 1;
  }

  /** Counts a repeated report once, as the store of incidents does. */
  private static void report(
      AuditRun run, Map<String, Set<String>> reported, List<Long> counts, int limit) {
    run.unreported().stream()
        .limit(limit)
        .filter(
            it ->
                reported
                    .computeIfAbsent(it.uid(), uid -> new HashSet<>())
                    .add(it.occurrences().report()))
        .forEach(it -> counts.add(it.occurrences().count()));
  }

  /** Runs once; fates below 5 are the steps at which the service crashes. */
  private static void runOnce(
      AuditRuns leader,
      List<Integer> delays,
      Instant now,
      int fate,
      Map<String, Set<String>> reported,
      List<Long> counts) {
    Optional<AuditRun> claimed = leader.claim(QUERY);
    if (claimed.isEmpty() || fate == 0) {
      return;
    }
    report(claimed.get(), reported, counts, fate == 1 ? 1 : Integer.MAX_VALUE);
    if (fate <= 2) {
      return;
    }
    AuditRun run = leader.reported(claimed.get()).orElseThrow();
    RowJudge judge = leader.judge(run, row -> {});
    if (fate == 3) {
      leader.abandon(run);
      return;
    }
    visible(delays, run, now).forEach(judge::row);
    AuditRun judged = leader.judged(run, judge, List.of()).orElseThrow();
    if (fate == 4) {
      return;
    }
    report(judged, reported, counts, Integer.MAX_VALUE);
    Optional<AuditRun> unused = leader.reported(judged);
  }

  /** Returns delivered rows: event i happens i times 53 minutes after 12:00 and arrives delayed. */
  private static List<Map<String, String>> visible(
      List<Integer> delays, AuditRun run, Instant now) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = delays.size() - 1; i >= 0; i--) {
      Instant time = NOON.plus(Duration.ofMinutes(53L * i));
      boolean isDelivered = !now.isBefore(time.plus(Duration.ofMinutes(delays.get(i))));
      boolean inWindow = !time.isBefore(run.window().from()) && time.isBefore(run.window().until());
      if (isDelivered && inWindow) {
        Map<String, String> row = Rows.row("event" + i, "user" + i % 3, time);
        rows.add(row);
        rows.add(row);
      }
    }
    return rows;
  }
}
