package dev.waybill.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Severity;
import dev.waybill.testing.HandClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Incidents: which events are delivered, when, and after which crashes. */
final class IncidentsTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration LEASE = IncidentPolicy.LEASE;

  private final HandClock clock = new HandClock(START);
  private final InMemoryIncidentStore store = new InMemoryIncidentStore();
  private final List<AlertEvent> sink = new ArrayList<>();
  private Replica replica = replica(100);

  @Test
  void delivers_once_for_repeated_reports() {
    for (int run = 0; run < 5; run++) {
      replica.report(finding("run-" + run));
      replica.deliverAll(sink);
    }

    assertThat(kinds()).containsExactly(Kind.BEGIN);
    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(5);
  }

  @Test
  void duplicate_report_counts_once() {
    replica.report(finding("run-1"));
    replica.report(finding("run-2"));
    replica.report(finding("run-1"));
    replica.report(finding("run-2"));

    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(2);
  }

  @Test
  void duplicate_report_does_not_reopen_closed_incident() {
    replica.report(finding("run-1"));
    replica.deliverAll(sink);
    replica.report(end());
    replica.deliverAll(sink);

    replica.report(finding("run-1"));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END);
  }

  @Test
  void each_report_without_a_token_counts() {
    replica.report(finding(""));
    replica.report(finding(""));

    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(2);
  }

  @Test
  void delivers_update_after_the_repeat_time_and_not_before() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    clock.turn(TestIncidents.REPEAT.minusSeconds(1));
    replica.report(finding("2"));
    replica.deliverAll(sink);
    assertThat(kinds()).containsExactly(Kind.BEGIN);

    clock.turn(Duration.ofSeconds(1));
    replica.check();
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE);
    assertThat(sink.get(1).finding().occurrences().count()).isEqualTo(2);
    assertThat(sink.get(1).json()).contains("\"activity_id\":2", "\"status\":\"In Progress\"");
  }

  @Test
  void quiet_incident_ends_without_an_update() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    clock.turn(TestIncidents.QUIET.minusSeconds(1));
    replica.check();
    replica.deliverAll(sink);
    assertThat(kinds()).containsExactly(Kind.BEGIN);

    clock.turn(Duration.ofSeconds(1));
    replica.check();
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END);
    assertThat(sink.get(1).json()).contains("\"status_id\":4", "not seen again since " + START);
    replica.check();
    assertThat(replica.monitor.active()).isEmpty();
  }

  @Test
  void delivers_update_at_once_for_higher_severity() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    clock.turn(Duration.ofMinutes(1));
    replica.report(finding("2", Severity.CRITICAL, 1));
    clock.turn(Duration.ofMinutes(1));
    replica.report(finding("3", Severity.LOW, 1));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE);
    assertThat(sink.get(1).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(store.get("rule", "uid").finding().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void delivers_update_at_once_for_ten_times_the_count() {
    replica.report(finding("1", Severity.MEDIUM, 3));
    replica.deliverAll(sink);
    clock.turn(Duration.ofMinutes(1));
    replica.report(finding("2", Severity.MEDIUM, 26));
    assertThat(replica.waiting()).isZero();
    replica.report(finding("3", Severity.MEDIUM, 1));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE);
    assertThat(sink.get(1).finding().occurrences().count()).isEqualTo(30);
  }

  @Test
  void report_after_the_end_opens_a_new_incident() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    clock.turn(Duration.ofMinutes(1));
    replica.report(end());
    replica.deliverAll(sink);
    clock.turn(Duration.ofMinutes(1));
    replica.report(finding("2"));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END, Kind.BEGIN);
    assertThat(sink).extracting(AlertEvent::eventId).doesNotHaveDuplicates();
    assertThat(sink.get(2).finding().occurrences().count()).isEqualTo(1);
  }

  @Test
  void end_of_an_unknown_finding_delivers_nothing() {
    replica.report(end());
    replica.deliverAll(sink);

    assertThat(sink).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void end_follows_a_begin_that_is_being_delivered() {
    replica.report(finding("1"));
    replica.report(end());
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END);
  }

  @Test
  void report_during_delivery_of_the_end_opens_a_new_incident() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    replica.report(end());
    replica.report(finding("2"));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END, Kind.BEGIN);
  }

  @Test
  void another_replica_delivers_after_a_crash_before_delivery() {
    replica.report(finding("1"));
    AlertEvent lost = replica.take();
    Replica other = replica(100);

    clock.turn(LEASE.minusSeconds(1));
    other.check();
    assertThat(other.waiting()).isZero();
    clock.turn(Duration.ofSeconds(1));
    other.check();
    other.deliverAll(sink);

    assertThat(sink).containsExactly(lost);
    assertThat(store.get("rule", "uid").phase()).isEqualTo(Incident.Phase.TOLD);
  }

  @Test
  void crash_after_delivery_repeats_only_the_same_event() {
    replica.report(finding("1"));
    sink.add(replica.take());
    Replica other = replica(100);
    clock.turn(LEASE);
    other.report(finding("2"));
    other.check();
    other.deliverAll(sink);

    assertThat(sink).hasSize(2);
    assertThat(sink.get(1)).isEqualTo(sink.get(0));
  }

  @Test
  void retry_of_a_stored_report_changes_nothing() {
    Finding finding = finding("1");
    store.beforeKeep(() -> replica(100).report(finding));

    replica.report(finding);

    assertThat(replica.waiting()).isZero();
    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(1);
    clock.turn(LEASE);
    replica.check();
    replica.deliverAll(sink);
    assertThat(kinds()).containsExactly(Kind.BEGIN);
  }

  @Test
  void redelivers_the_same_event_after_a_failure() {
    replica.report(finding("1"));
    AlertEvent event = replica.take();
    replica.incidents.failed(event);
    replica.check();
    assertThat(replica.waiting()).isZero();

    clock.turn(LEASE);
    replica.check();
    replica.deliverAll(sink);

    assertThat(sink).containsExactly(event);
  }

  @Test
  void delivery_longer_than_the_lease_is_not_repeated() {
    replica.report(finding("1"));
    AlertEvent slow = replica.take();
    Replica other = replica(100);
    for (int minute = 0; minute < 30; minute++) {
      clock.turn(Duration.ofMinutes(1));
      replica.check();
      other.check();
    }

    assertThat(replica.waiting() + other.waiting()).isZero();
    replica.incidents.delivered(slow);
    assertThat(store.get("rule", "uid").phase()).isEqualTo(Incident.Phase.TOLD);
  }

  @Test
  void concurrent_checks_deliver_once() {
    replica.report(finding("1"));
    Replica one = replica(100);
    Replica two = replica(100);
    clock.turn(LEASE);
    store.beforeKeep(two::check);

    one.check();

    one.deliverAll(sink);
    two.deliverAll(sink);
    assertThat(kinds()).containsExactly(Kind.BEGIN);
  }

  @Test
  void concurrent_reports_lose_nothing() throws Exception {
    ExecutorService replicas = Executors.newFixedThreadPool(4);
    List<Callable<List<AlertEvent>>> reports = new ArrayList<>();
    for (int one = 0; one < 4; one++) {
      Incidents own = replica(100).incidents;
      for (int run = 0; run < 10; run++) {
        String token = one + "-" + run;
        reports.add(() -> own.register(finding(token)));
      }
    }
    try {
      List<AlertEvent> all = new ArrayList<>();
      for (Future<List<AlertEvent>> done : replicas.invokeAll(reports)) {
        all.addAll(done.get());
      }
      assertThat(all).extracting(AlertEvent::kind).containsExactly(Kind.BEGIN);
      assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(40);
    } finally {
      replicas.shutdownNow();
    }
  }

  @Test
  void storm_is_delivered_as_one_finding_and_each_incident_is_kept() {
    replica = replica(10);
    for (int one = 0; one < 60; one++) {
      replica.report(finding("rule", "uid-" + one, "run"));
      clock.turn(Duration.ofSeconds(1));
      replica.deliverAll(sink);
    }

    assertThat(sink).filteredOn(it -> it.rule().equals("rule")).hasSize(10);
    List<AlertEvent> sums = sink.stream().filter(it -> it.rule().equals("alert-storm")).toList();
    assertThat(sums).extracting(AlertEvent::kind).containsExactly(Kind.BEGIN, Kind.UPDATE);
    assertThat(store.get("alert-storm", "alert-storm/rule").finding().occurrences().count())
        .isEqualTo(50);
    assertThat(store.size()).isEqualTo(61);
    assertThat(store.get("rule", "uid-59").phase()).isEqualTo(Incident.Phase.LISTED);
  }

  @Test
  void storm_of_one_rule_does_not_silence_another() {
    replica = replica(1);
    replica.report(finding("loud", "1", "run"));
    replica.report(finding("loud", "2", "run"));
    replica.report(finding("quiet", "1", "run"));
    replica.deliverAll(sink);

    assertThat(sink).extracting(AlertEvent::rule).containsExactly("loud", "alert-storm", "quiet");
  }

  @Test
  void delivers_listed_incident_when_it_is_reported_after_the_storm() {
    replica = replica(1);
    replica.report(finding("rule", "first", "1"));
    replica.report(finding("rule", "second", "1"));
    clock.turn(Duration.ofHours(1));
    replica.report(finding("rule", "second", "2"));
    replica.deliverAll(sink);

    assertThat(sink).extracting(AlertEvent::uid).contains("second");
    assertThat(sink.get(sink.size() - 1).finding().occurrences().count()).isEqualTo(2);
  }

  @Test
  void listed_incident_ends_silently() {
    replica = replica(1);
    replica.report(finding("rule", "first", "1"));
    replica.report(finding("rule", "second", "1"));
    replica.report(new FindingEnd("second", "rule", clock.instant(), "fixed"));
    replica.deliverAll(sink);

    assertThat(sink).extracting(AlertEvent::uid).doesNotContain("second");
    assertThat(store.get("rule", "second").phase()).isEqualTo(Incident.Phase.CLOSED);
  }

  @Test
  void restart_during_a_storm_does_not_reset_the_limit() {
    replica = replica(5);
    IntStream.range(0, 8).forEach(it -> replica.report(finding("rule", "a-" + it, "run")));
    replica.deliverAll(sink);
    sink.clear();

    replica = replica(5);
    replica.check();
    IntStream.range(0, 8).forEach(it -> replica.report(finding("rule", "b-" + it, "run")));
    replica.deliverAll(sink);

    assertThat(sink).filteredOn(it -> it.rule().equals("rule")).isEmpty();
    assertThat(store.get("alert-storm", "alert-storm/rule").finding().occurrences().count())
        .isEqualTo(11);
  }

  @Test
  void unchanged_incident_is_not_read_again() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    replica.check();
    int reads = store.reads.get();

    for (int minute = 0; minute < 60; minute++) {
      clock.turn(Duration.ofMinutes(1));
      replica.check();
    }

    assertThat(store.reads.get()).isEqualTo(reads);
  }

  @Test
  void unreadable_incident_does_not_block_others() {
    store.spoil(Incident.name("rule", "spoiled"));
    replica.report(finding("1"));
    AlertEvent lost = replica.take();
    replica.incidents.failed(lost);
    clock.turn(LEASE);

    replica.check();

    assertThat(replica.take()).isEqualTo(lost);
    assertThatThrownBy(() -> replica.report(finding("rule", "spoiled", "1")))
        .isInstanceOf(UnreadableIncidentException.class);
  }

  @Test
  void report_fails_while_the_store_is_unreachable() {
    store.down(true);
    assertThatThrownBy(() -> replica.report(finding("1"))).hasMessage("the store is down");
    store.down(false);

    replica.report(finding("1"));
    AlertEvent event = replica.take();
    store.down(true);
    assertThatThrownBy(() -> replica.incidents.delivered(event)).hasMessage("the store is down");
    store.down(false);

    clock.turn(LEASE);
    replica.check();
    replica.deliverAll(sink);
    assertThat(sink).containsExactly(event);
  }

  @Test
  void open_incidents_are_delivered_and_not_ended() {
    replica.report(finding("rule", "lasting", "1"));
    replica.report(finding("rule", "ended", "1"));
    replica.deliverAll(sink);
    replica.report(new FindingEnd("ended", "rule", clock.instant(), "fixed"));
    replica.deliverAll(sink);
    replica.report(finding("rule", "undelivered", "1"));
    clock.turn(Duration.ofSeconds(1));
    replica.report(finding("rule", "lasting", "2"));
    replica.check();

    assertThat(replica.monitor.active())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.uid()).isEqualTo("lasting");
              assertThat(it.eventId()).isEqualTo(sink.get(0).eventId());
              assertThat(it.finding().occurrences().count()).isEqualTo(2);
            });
  }

  @Test
  void same_uid_under_two_rules_is_two_incidents() {
    replica.report(finding("one", "uid", "1"));
    replica.report(finding("two", "uid", "1"));
    replica.deliverAll(sink);

    assertThat(sink).hasSize(2).extracting(AlertEvent::eventId).doesNotHaveDuplicates();
  }

  @Test
  void uid_of_any_length_and_text_is_one_incident() {
    String uid = "principal/" + "\uD83D\uDE00".repeat(50_000);
    replica.report(finding("rule", uid, "1"));
    replica.report(finding("rule", uid + "x", "1"));
    replica.deliverAll(sink);
    replica.report(new FindingEnd(uid, "rule", clock.instant(), "fixed"));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.BEGIN, Kind.END);
    assertThat(sink.get(2).uid()).isEqualTo(sink.get(0).uid()).hasSizeLessThanOrEqualTo(1000);
  }

  private Replica replica(int storm) {
    return new Replica(store, TestIncidents.policy(storm), clock);
  }

  private List<Kind> kinds() {
    return sink.stream().map(AlertEvent::kind).toList();
  }

  private Finding finding(String report) {
    return finding(report, Severity.MEDIUM, 1);
  }

  private Finding finding(String report, Severity severity, long count) {
    return TestIncidents.finding("rule", "uid", clock.instant(), report, severity, count);
  }

  private Finding finding(String rule, String uid, String report) {
    return TestIncidents.finding(rule, uid, clock.instant(), report);
  }

  private FindingEnd end() {
    return new FindingEnd("uid", "rule", clock.instant(), "the control holds again");
  }
}
