package dev.waybill.audit.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.audit.LookBackPolicy;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.testing.HandClock;
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

final class AuditRunsTest {
  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final AuditQuery QUERY = Rows.query();
  private static final Duration LEASE = Duration.ofMinutes(16);

  private final InMemoryAuditStateStore states = new InMemoryAuditStateStore();
  private final HandClock clock = new HandClock(NOON);

  private AuditRuns service(Takeover takeover) {
    return new AuditRuns(
        states,
        new LookBackPolicy(Duration.ofHours(3), Duration.ofDays(3)),
        takeover,
        LEASE,
        clock);
  }

  private final AuditRuns runs = service(Takeover.WHEN_OLD);

  private AuditRun judged(AuditRun run, String... eventIds) {
    RowJudge judge = runs.judge(run);
    for (String id : eventIds) {
      judge.row(Rows.row(id, NOON.minusSeconds(60)));
    }
    return runs.judged(run, judge, List.of()).orElseThrow();
  }

  @Test
  void of_two_services_one_gets_the_run() {
    assertThat(runs.claim(QUERY)).isPresent();
    assertThat(service(Takeover.WHEN_OLD).claim(QUERY)).isEmpty();
  }

  @Test
  void a_run_that_nobody_ended_is_taken_over_when_it_is_old_with_the_same_token_and_window() {
    AuditRun cut = runs.claim(QUERY).orElseThrow();
    clock.turn(LEASE);

    AuditRun again = service(Takeover.WHEN_OLD).claim(QUERY).orElseThrow();

    assertThat(again.work().token()).isEqualTo(cut.work().token());
    assertThat(again.window()).isEqualTo(cut.window());
    assertThat(runs.judged(cut, runs.judge(cut), List.of())).as("whoever is late").isEmpty();
  }

  @Test
  void a_leader_takes_over_at_once() {
    Optional<AuditRun> cut = runs.claim(QUERY);

    assertThat(service(Takeover.AT_ONCE).claim(QUERY)).isPresent();
    assertThat(runs.told(cut.orElseThrow())).isEmpty();
  }

  @Test
  void a_run_that_is_not_due_is_nobodys() {
    AuditRun run = judged(runs.claim(QUERY).orElseThrow());
    assertThat(run.untold()).isEmpty();

    clock.turn(Duration.ofMinutes(59));
    assertThat(runs.claim(QUERY)).isEmpty();
    clock.turn(Duration.ofSeconds(40));
    assertThat(runs.claim(QUERY)).isPresent();
  }

  @Test
  void a_run_that_failed_judges_the_same_events_again() {
    AuditRun failed = runs.claim(QUERY).orElseThrow();
    runs.abandon(failed);

    AuditRun next = runs.claim(QUERY).orElseThrow();

    assertThat(next.window().from()).isBeforeOrEqualTo(failed.window().from());
    assertThat(next.work().token()).as("a new query").isNotEqualTo(failed.work().token());
  }

  @Test
  void a_row_that_is_found_again_is_not_told_again() {
    AuditRun first = judged(runs.claim(QUERY).orElseThrow(), "e1", "e1", "e2");
    assertThat(first.untold()).hasSize(1);
    assertThat(first.untold().get(0).occurrences().count()).isEqualTo(2);
    AuditRun told = runs.told(first).orElseThrow();
    assertThat(told.untold()).isEmpty();

    clock.turn(Duration.ofHours(1));
    AuditRun second = judged(runs.claim(QUERY).orElseThrow(), "e2", "e1");

    assertThat(second.untold()).isEmpty();
  }

  @Test
  void findings_that_a_crash_kept_from_being_told_are_told_by_the_next_run() {
    AuditRun cut = judged(runs.claim(QUERY).orElseThrow(), "e1");

    AuditRun next = runs.claim(QUERY).orElseThrow();

    assertThat(next.untold()).isEqualTo(cut.untold());
  }

  @Test
  void incidents_beyond_what_one_run_tells_apart_are_judged_by_the_next() {
    AuditRun run = runs.claim(QUERY).orElseThrow();
    RowJudge judge = runs.judge(run);
    for (int i = 0; i < RowJudge.MOST_INCIDENTS + 5; i++) {
      judge.row(Rows.row("e" + i, "user" + i, NOON));
    }

    AuditRun judged = runs.judged(run, judge, List.of()).orElseThrow();

    assertThat(judged.untold()).hasSize(RowJudge.MOST_INCIDENTS + 1);
    assertThat(judged.untold()).last().extracting(Finding::rule).isEqualTo("audit-flood");
    assertThat(judged.untold()).last().asString().contains("5 rows");
    AuditRun next = runs.claim(QUERY).orElseThrow();
    RowJudge rest = runs.judge(runs.told(next).orElseThrow());
    for (int i = 0; i < RowJudge.MOST_INCIDENTS + 5; i++) {
      rest.row(Rows.row("e" + i, "user" + i, NOON));
    }
    assertThat(rest.findings()).hasSize(5);
  }

  /** Events reach the log up to three hours late, some files twice; a service dies anywhere. */
  @Property(tries = 200)
  void each_event_is_told_once_whatever_comes_late_twice_or_dies(
      @ForAll @Size(max = 30) List<@IntRange(min = 0, max = 170) Integer> delays,
      @ForAll @Size(60) List<@IntRange(min = 0, max = 9) Integer> fates) {
    assertThat(counted(delays, fates)).isEqualTo(delays.size());
  }

  /** What was missed is judged a day a run. */
  @Test
  void a_service_that_died_at_every_run_for_days_still_tells_each_event_once() {
    List<Integer> inTime = Collections.nCopies(30, 0);

    assertThat(counted(inTime, Collections.nCopies(60, 0))).isEqualTo(30);
    assertThat(counted(inTime, Collections.nCopies(60, 2))).isEqualTo(30);
  }

  /** How often events are told by a run an hour with these fates, and by those that catch up. */
  private static long counted(List<Integer> delays, List<Integer> fates) {
    HandClock hands = new HandClock(NOON);
    LookBackPolicy reach = new LookBackPolicy(Duration.ofHours(3), Duration.ofDays(3));
    AuditRuns leader =
        new AuditRuns(new InMemoryAuditStateStore(), reach, Takeover.AT_ONCE, LEASE, hands);
    Map<String, Set<String>> told = new HashMap<>();
    List<Long> counts = new ArrayList<>();
    for (int fate : fates) {
      hands.turn(Duration.ofHours(1));
      runOnce(leader, delays, hands.instant(), fate, told, counts);
    }
    for (int run = 0; run < catchingUp(fates); run++) {
      hands.turn(Duration.ofHours(1));
      runOnce(leader, delays, hands.instant(), 9, told, counts);
    }
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  /** The run that was cut, one for each day or part of one, and one for what these left untold. */
  private static int catchingUp(List<Integer> fates) {
    return 1 + (fates.size() + 23) / 24 + 1;
  }

  /** What the store of incidents does: a report that comes twice counts once. */
  private static void tell(
      AuditRun run, Map<String, Set<String>> told, List<Long> counts, int most) {
    run.untold().stream()
        .limit(most)
        .filter(
            it ->
                told.computeIfAbsent(it.uid(), uid -> new HashSet<>())
                    .add(it.occurrences().report()))
        .forEach(it -> counts.add(it.occurrences().count()));
  }

  /** Fates below 5 are the points at which the service dies. */
  private static void runOnce(
      AuditRuns leader,
      List<Integer> delays,
      Instant now,
      int fate,
      Map<String, Set<String>> told,
      List<Long> counts) {
    Optional<AuditRun> claimed = leader.claim(QUERY);
    if (claimed.isEmpty() || fate == 0) {
      return;
    }
    tell(claimed.get(), told, counts, fate == 1 ? 1 : Integer.MAX_VALUE);
    if (fate <= 2) {
      return;
    }
    AuditRun run = leader.told(claimed.get()).orElseThrow();
    RowJudge judge = leader.judge(run);
    if (fate == 3) {
      leader.abandon(run);
      return;
    }
    visible(delays, run, now).forEach(judge::row);
    AuditRun judged = leader.judged(run, judge, List.of()).orElseThrow();
    if (fate == 4) {
      return;
    }
    tell(judged, told, counts, Integer.MAX_VALUE);
    Optional<AuditRun> unused = leader.told(judged);
  }

  /** Event i happens at 12:00 and i times 53 min, and is in the log its delay in minutes later. */
  private static List<Map<String, String>> visible(
      List<Integer> delays, AuditRun run, Instant now) {
    List<Map<String, String>> rows = new ArrayList<>();
    for (int i = delays.size() - 1; i >= 0; i--) {
      Instant time = NOON.plus(Duration.ofMinutes(53L * i));
      boolean isThere = !now.isBefore(time.plus(Duration.ofMinutes(delays.get(i))));
      boolean inWindow = !time.isBefore(run.window().from()) && time.isBefore(run.window().until());
      if (isThere && inWindow) {
        Map<String, String> row = Rows.row("event" + i, "user" + i % 3, time);
        rows.add(row);
        rows.add(row);
      }
    }
    return rows;
  }
}
