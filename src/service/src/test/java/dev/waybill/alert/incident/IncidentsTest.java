package dev.waybill.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Severity;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private final ManualClock clock = new ManualClock(START);
  private final InMemoryIncidentStore store = new InMemoryIncidentStore();
  private final List<AlertEvent> sink = new ArrayList<>();
  private Replica replica = replica(100);

  @Test
  void deliversOnceForRepeatedReports() {
    for (int run = 0; run < 5; run++) {
      replica.report(finding("run-" + run));
      replica.deliverAll(sink);
    }

    assertThat(kinds()).containsExactly(Kind.BEGIN);
    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(5);
  }

  @Test
  void duplicateReportCountsOnce() {
    replica.report(finding("run-1"));
    replica.report(finding("run-2"));
    replica.report(finding("run-1"));
    replica.report(finding("run-2"));

    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(2);
  }

  @Test
  void duplicateReportDoesNotReopenClosedIncident() {
    replica.report(finding("run-1"));
    replica.deliverAll(sink);
    replica.report(end());
    replica.deliverAll(sink);

    replica.report(finding("run-1"));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END);
  }

  @Test
  void eachReportWithoutATokenCounts() {
    replica.report(finding(""));
    replica.report(finding(""));

    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(2);
  }

  @Test
  void deliversUpdateAfterTheRepeatTimeAndNotBefore() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    clock.advance(TestIncidents.REPEAT.minusSeconds(1));
    replica.report(finding("2"));
    replica.deliverAll(sink);
    assertThat(kinds()).containsExactly(Kind.BEGIN);

    clock.advance(Duration.ofSeconds(1));
    replica.check();
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE);
    assertThat(sink.get(1).finding().occurrences().count()).isEqualTo(2);
    assertThat(sink.get(1).json()).contains("\"activity_id\":2", "\"status\":\"In Progress\"");
  }

  @Test
  void quietIncidentEndsWithoutAnUpdate() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    clock.advance(TestIncidents.QUIET.minusSeconds(1));
    replica.check();
    replica.deliverAll(sink);
    assertThat(kinds()).containsExactly(Kind.BEGIN);

    clock.advance(Duration.ofSeconds(1));
    replica.check();
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END);
    assertThat(sink.get(1).json()).contains("\"status_id\":4", "not seen again since " + START);
    replica.check();
    assertThat(replica.monitor.active()).isEmpty();
  }

  @Test
  void deliversUpdateAtOnceForHigherSeverity() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    clock.advance(Duration.ofMinutes(1));
    replica.report(finding("2", Severity.CRITICAL, 1));
    clock.advance(Duration.ofMinutes(1));
    replica.report(finding("3", Severity.LOW, 1));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE);
    assertThat(sink.get(1).severity()).isEqualTo(Severity.CRITICAL);
    assertThat(store.get("rule", "uid").finding().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void deliversUpdateAtOnceForTenTimesTheCount() {
    replica.report(finding("1", Severity.MEDIUM, 3));
    replica.deliverAll(sink);
    clock.advance(Duration.ofMinutes(1));
    replica.report(finding("2", Severity.MEDIUM, 26));
    assertThat(replica.waiting()).isZero();
    replica.report(finding("3", Severity.MEDIUM, 1));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE);
    assertThat(sink.get(1).finding().occurrences().count()).isEqualTo(30);
  }

  @Test
  void reportAfterTheEndOpensANewIncident() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    clock.advance(Duration.ofMinutes(1));
    replica.report(end());
    replica.deliverAll(sink);
    clock.advance(Duration.ofMinutes(1));
    replica.report(finding("2"));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END, Kind.BEGIN);
    assertThat(sink).extracting(AlertEvent::eventId).doesNotHaveDuplicates();
    assertThat(sink.get(2).finding().occurrences().count()).isEqualTo(1);
  }

  @Test
  void endOfAnUnknownFindingDeliversNothing() {
    replica.report(end());
    replica.deliverAll(sink);

    assertThat(sink).isEmpty();
    assertThat(store.size()).isZero();
  }

  @Test
  void endFollowsABeginThatIsBeingDelivered() {
    replica.report(finding("1"));
    replica.report(end());
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END);
  }

  @Test
  void reportDuringDeliveryOfTheEndOpensANewIncident() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    replica.report(end());
    replica.report(finding("2"));
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.END, Kind.BEGIN);
  }

  @Test
  void anotherReplicaDeliversAfterACrashBeforeDelivery() {
    replica.report(finding("1"));
    AlertEvent lost = replica.take();
    Replica other = replica(100);

    clock.advance(LEASE.minusSeconds(1));
    other.check();
    assertThat(other.waiting()).isZero();
    clock.advance(Duration.ofSeconds(1));
    other.check();
    other.deliverAll(sink);

    assertThat(sink).containsExactly(lost);
    assertThat(store.get("rule", "uid").phase()).isEqualTo(Incident.Phase.TOLD);
  }

  @Test
  void crashAfterDeliveryRepeatsOnlyTheSameEvent() {
    replica.report(finding("1"));
    sink.add(replica.take());
    Replica other = replica(100);
    clock.advance(LEASE);
    other.report(finding("2"));
    other.check();
    other.deliverAll(sink);

    assertThat(sink).hasSize(2);
    assertThat(sink.get(1)).isEqualTo(sink.get(0));
  }

  @Test
  void retryOfAStoredReportChangesNothing() {
    Finding finding = finding("1");
    store.beforeKeep(() -> replica(100).report(finding));

    replica.report(finding);

    assertThat(replica.waiting()).isZero();
    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(1);
    clock.advance(LEASE);
    replica.check();
    replica.deliverAll(sink);
    assertThat(kinds()).containsExactly(Kind.BEGIN);
  }

  @Test
  void redeliversTheSameEventAfterAFailure() {
    replica.report(finding("1"));
    AlertEvent event = replica.take();
    replica.incidents.failed(event);
    replica.check();
    assertThat(replica.waiting()).isZero();

    clock.advance(LEASE);
    replica.check();
    replica.deliverAll(sink);

    assertThat(sink).containsExactly(event);
  }

  @Test
  void deliveryLongerThanTheLeaseIsNotRepeated() {
    replica.report(finding("1"));
    AlertEvent slow = replica.take();
    Replica other = replica(100);
    for (int minute = 0; minute < 30; minute++) {
      clock.advance(Duration.ofMinutes(1));
      replica.check();
      other.check();
    }

    assertThat(replica.waiting() + other.waiting()).isZero();
    replica.incidents.delivered(slow);
    assertThat(store.get("rule", "uid").phase()).isEqualTo(Incident.Phase.TOLD);
  }

  @Test
  void concurrentChecksDeliverOnce() {
    replica.report(finding("1"));
    Replica one = replica(100);
    Replica two = replica(100);
    clock.advance(LEASE);
    store.beforeKeep(two::check);

    one.check();

    one.deliverAll(sink);
    two.deliverAll(sink);
    assertThat(kinds()).containsExactly(Kind.BEGIN);
  }

  @Test
  void concurrentReportsLoseNothing() throws Exception {
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
  void stormIsDeliveredAsOneFindingAndEachIncidentIsKept() {
    replica = replica(10);
    for (int one = 0; one < 60; one++) {
      replica.report(finding("rule", "uid-" + one, "run"));
      clock.advance(Duration.ofSeconds(1));
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
  void stormOfOneRuleDoesNotSilenceAnother() {
    replica = replica(1);
    replica.report(finding("loud", "1", "run"));
    replica.report(finding("loud", "2", "run"));
    replica.report(finding("quiet", "1", "run"));
    replica.deliverAll(sink);

    assertThat(sink).extracting(AlertEvent::rule).containsExactly("loud", "alert-storm", "quiet");
  }

  @Test
  void deliversListedIncidentWhenItIsReportedAfterTheStorm() {
    replica = replica(1);
    replica.report(finding("rule", "first", "1"));
    replica.report(finding("rule", "second", "1"));
    clock.advance(Duration.ofHours(1));
    replica.report(finding("rule", "second", "2"));
    replica.deliverAll(sink);

    assertThat(sink).extracting(AlertEvent::uid).contains("second");
    assertThat(sink.get(sink.size() - 1).finding().occurrences().count()).isEqualTo(2);
  }

  @Test
  void incidentThatPeopleKnowIsToldByItselfUntilItsEnd() {
    replica.report(finding("rule", "a", "1"));
    replica.deliverAll(sink);
    replica.report(toldInCase(finding("rule", "a", "2")));

    assertThat(store.get("rule", "a").finding().details()).doesNotContainKey(Finding.TOLD_IN);
  }

  @Test
  void incidentThatBeganInCaseIsToldThereUntilItIsReportedWithoutIt() {
    replica.report(toldInCase(finding("rule", "a", "1")));
    replica.report(toldInCase(finding("rule", "a", "2")));
    assertThat(store.get("rule", "a").finding().details()).containsKey(Finding.TOLD_IN);

    replica.report(finding("rule", "a", "3"));
    assertThat(store.get("rule", "a").finding().details()).doesNotContainKey(Finding.TOLD_IN);
  }

  private static Finding toldInCase(Finding finding) {
    return finding.withDetails(Map.of(Finding.TOLD_IN, "audit-case/1"));
  }

  @Test
  void listedIncidentEndsSilently() {
    replica = replica(1);
    replica.report(finding("rule", "first", "1"));
    replica.report(finding("rule", "second", "1"));
    replica.report(new FindingEnd("second", "rule", clock.instant(), "fixed"));
    replica.deliverAll(sink);

    assertThat(sink).extracting(AlertEvent::uid).doesNotContain("second");
    assertThat(store.get("rule", "second").phase()).isEqualTo(Incident.Phase.CLOSED);
  }

  @Test
  void restartDuringAStormDoesNotResetTheLimit() {
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
  void unchangedIncidentIsNotReadAgain() {
    replica.report(finding("1"));
    replica.deliverAll(sink);
    replica.check();
    int reads = store.reads.get();

    for (int minute = 0; minute < 60; minute++) {
      clock.advance(Duration.ofMinutes(1));
      replica.check();
    }

    assertThat(store.reads.get()).isEqualTo(reads);
  }

  @Test
  void unreadableIncidentDoesNotBlockOthers() {
    store.spoil(Incident.name("rule", "spoiled"));
    replica.report(finding("1"));
    AlertEvent lost = replica.take();
    replica.incidents.failed(lost);
    clock.advance(LEASE);

    replica.check();

    assertThat(replica.take()).isEqualTo(lost);
    assertThatThrownBy(() -> replica.report(finding("rule", "spoiled", "1")))
        .isInstanceOf(UnreadableIncidentException.class);
  }

  @Test
  void reportFailsWhileTheStoreIsUnreachable() {
    store.down(true);
    assertThatThrownBy(() -> replica.report(finding("1"))).hasMessage("the store is down");
    store.down(false);

    replica.report(finding("1"));
    AlertEvent event = replica.take();
    store.down(true);
    assertThatThrownBy(() -> replica.incidents.delivered(event)).hasMessage("the store is down");
    store.down(false);

    clock.advance(LEASE);
    replica.check();
    replica.deliverAll(sink);
    assertThat(sink).containsExactly(event);
  }

  @Test
  void openIncidentsAreDeliveredAndNotEnded() {
    replica.report(finding("rule", "lasting", "1"));
    replica.report(finding("rule", "ended", "1"));
    replica.deliverAll(sink);
    replica.report(new FindingEnd("ended", "rule", clock.instant(), "fixed"));
    replica.deliverAll(sink);
    replica.report(finding("rule", "undelivered", "1"));
    clock.advance(Duration.ofSeconds(1));
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
  void sameUidUnderTwoRulesIsTwoIncidents() {
    replica.report(finding("one", "uid", "1"));
    replica.report(finding("two", "uid", "1"));
    replica.deliverAll(sink);

    assertThat(sink).hasSize(2).extracting(AlertEvent::eventId).doesNotHaveDuplicates();
  }

  @Test
  void uidOfAnyLengthAndTextIsOneIncident() {
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
