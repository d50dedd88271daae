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
  void it_is_told_once_however_often_it_is_reported() {
    for (int run = 0; run < 5; run++) {
      replica.report(finding("run-" + run));
      replica.deliverAll(sink);
    }

    assertThat(kinds()).containsExactly(Kind.BEGIN);
    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(5);
  }

  @Test
  void a_report_that_comes_twice_counts_once() {
    replica.report(finding("run-1"));
    replica.report(finding("run-2"));
    replica.report(finding("run-1"));
    replica.report(finding("run-2"));

    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(2);
  }

  @Test
  void a_report_that_comes_twice_does_not_open_what_was_closed() {
    replica.report(finding("run-1"));
    replica.deliverAll(sink);
    replica.report(end());
    replica.deliverAll(sink);

    replica.report(finding("run-1"));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END);
  }

  @Test
  void reports_without_a_token_count_each() {
    replica.report(finding(""));
    replica.report(finding(""));

    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(2);
  }

  @Test
  void what_lasts_is_told_again_after_the_repeat_and_not_before() {
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
  void what_was_not_seen_again_is_not_told_again_before_it_ends() {
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
  void what_becomes_worse_is_told_at_once() {
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
  void what_becomes_ten_times_as_frequent_is_told_at_once() {
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
  void what_comes_again_after_its_end_begins_anew() {
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
  void the_end_of_what_was_never_wrong_says_nothing() {
    replica.report(end());
    replica.deliverAll(sink);

    assertThat(sink).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void an_end_while_the_begin_is_being_told_follows_it() {
    replica.report(finding("1"));
    replica.report(end());
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END);
  }

  @Test
  void what_comes_again_while_its_end_is_being_told_begins_anew() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    replica.report(end());
    replica.report(finding("2"));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END, Kind.BEGIN);
  }

  @Test
  void who_dies_before_telling_leaves_the_event_to_another_after_the_lease() {
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
  void who_dies_after_telling_has_the_same_event_told_twice_and_no_other() {
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
  void who_dies_between_the_store_and_the_answer_is_asked_again_and_changes_nothing() {
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
  void a_sink_that_fails_is_told_the_same_event_later() {
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
  void what_takes_longer_than_the_lease_here_is_not_told_by_anybody_else() {
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
  void two_replicas_that_look_at_once_tell_it_once() {
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
  void replicas_that_report_at_once_lose_nothing() throws Exception {
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
  void a_storm_is_told_as_a_sum_and_each_is_kept() {
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
  void a_storm_of_one_rule_does_not_silence_another() {
    replica = replica(1);
    replica.report(finding("loud", "1", "run"));
    replica.report(finding("loud", "2", "run"));
    replica.report(finding("quiet", "1", "run"));
    replica.deliverAll(sink);

    assertThat(sink).extracting(AlertEvent::rule).containsExactly("loud", "alert-storm", "quiet");
  }

  @Test
  void after_the_hour_what_was_only_kept_is_told_when_it_is_seen_again() {
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
  void what_was_only_kept_ends_silently() {
    replica = replica(1);
    replica.report(finding("rule", "first", "1"));
    replica.report(finding("rule", "second", "1"));
    replica.report(new FindingEnd("second", "rule", clock.instant(), "fixed"));
    replica.deliverAll(sink);

    assertThat(sink).extracting(AlertEvent::uid).doesNotContain("second");
    assertThat(store.get("rule", "second").phase()).isEqualTo(Incident.Phase.CLOSED);
  }

  @Test
  void a_restart_in_a_storm_does_not_tell_as_many_again() {
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
  void what_has_not_changed_is_not_read_again() {
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
  void what_cannot_be_read_holds_up_nothing_else() {
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
  void while_the_store_is_down_who_reports_hears_of_it() {
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
  void what_is_open_is_what_was_told_and_has_not_end() {
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
  void two_rules_with_one_uid_are_two_incidents() {
    replica.report(finding("one", "uid", "1"));
    replica.report(finding("two", "uid", "1"));
    replica.deliverAll(sink);

    assertThat(sink).hasSize(2).extracting(AlertEvent::eventId).doesNotHaveDuplicates();
  }

  @Test
  void a_uid_of_any_length_and_text_is_one_incident() {
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
