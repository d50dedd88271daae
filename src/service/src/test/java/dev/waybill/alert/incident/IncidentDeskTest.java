package dev.waybill.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Handling.State;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.Severity;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Decisions of people about incidents, and the events that tell them. */
final class IncidentDeskTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final String ALICE = "arn:aws:sts::123456789012:assumed-role/operator/alice";
  private static final String ID = IncidentName.shortId("uid");

  private final ManualClock clock = new ManualClock(START);
  private final InMemoryIncidentStore store = new InMemoryIncidentStore();
  private final List<AlertEvent> sink = new ArrayList<>();
  private final Replica replica = new Replica(store, TestIncidents.policy(100), clock);
  private final IncidentDesk desk = new IncidentDesk(store, clock);

  @Test
  void tellsAcknowledgementOnceWithWhoWhenAndWhyAndShowsItInLaterEvents() {
    reportAfter(Duration.ZERO, Severity.MEDIUM);
    clock.advance(Duration.ofMinutes(2));

    desk.decide(ID, request(Decision.Kind.ACKNOWLEDGED, null));
    deliver();
    deliver();
    reportAfter(TestIncidents.REPEAT, Severity.MEDIUM);
    replica.report(new FindingEnd("uid", "rule", clock.instant(), "fixed"));
    deliver();

    String comment =
        "acknowledged by " + ALICE + " at 2026-01-02T03:06:05Z: it is \u202ebeing fixed";
    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE, Kind.UPDATE, Kind.END);
    assertThat(sink.get(0).handling().comment()).isEmpty();
    assertThat(sink.subList(1, 4))
        .allSatisfy(it -> assertThat(it.handling().comment()).isEqualTo(comment));
    assertThat(sink)
        .extracting(it -> it.handling().isNews())
        .containsExactly(false, true, false, false);
    assertThat(sink.get(2).json()).contains("\"status_id\":2", "\"comment\":\"acknowledged by");
    assertThat(sink.get(3).json()).contains("\"status_id\":4", "\"comment\":\"acknowledged by");
  }

  @Test
  void silencedIncidentTellsOnlyTheSilenceAndOnceWhatCameMeanwhile() {
    reportAfter(Duration.ZERO, Severity.MEDIUM);
    desk.decide(ID, request(Decision.Kind.SILENCED, Duration.ofDays(3)));
    deliver();
    for (int day = 0; day < 2; day++) {
      reportAfter(Duration.ofDays(1).plusHours(6), Severity.MEDIUM);
    }
    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE);
    assertThat(sink.get(1).handling().state()).isEqualTo(State.SILENCED);
    assertThat(sink.get(1).json())
        .contains("\"status_id\":3", "\"status\":\"Suppressed\"", "until 2026-01-05T03:04:05Z");
    assertThat(replica.monitor.active()).as("reminders").isEmpty();

    clock.advance(Duration.ofHours(12));
    deliver();
    deliver();

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE, Kind.UPDATE);
    assertThat(sink.get(2).finding().occurrences().count()).isEqualTo(3);
    assertThat(sink.get(2).handling().comment()).isEmpty();
    assertThat(replica.monitor.active()).hasSize(1);
  }

  @Test
  void silenceThatNothingCameInEndsUntold() {
    reportAfter(Duration.ZERO, Severity.MEDIUM);
    desk.decide(ID, request(Decision.Kind.SILENCED, Duration.ofHours(1)));
    deliver();

    clock.advance(Duration.ofHours(2));
    deliver();

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE);
  }

  @Test
  void riseOfSeverityBreaksSilence() {
    reportAfter(Duration.ZERO, Severity.MEDIUM);
    desk.decide(ID, request(Decision.Kind.SILENCED, Duration.ofDays(3)));
    deliver();

    reportAfter(Duration.ofMinutes(1), Severity.MEDIUM);
    reportAfter(Duration.ofMinutes(1), Severity.HIGH);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE, Kind.UPDATE);
    assertThat(sink.get(2).severity()).isEqualTo(Severity.HIGH);
    assertThat(sink.get(2).handling().state()).isEqualTo(State.NONE);
  }

  @Test
  void endOfSilencedIncidentIsToldAndEndsTheSilence() {
    reportAfter(Duration.ZERO, Severity.MEDIUM);
    desk.decide(ID, request(Decision.Kind.SILENCED, Duration.ofDays(3)));
    deliver();
    replica.report(new FindingEnd("uid", "rule", clock.instant(), "fixed"));
    deliver();

    reportAfter(Duration.ofMinutes(1), Severity.MEDIUM);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE, Kind.END, Kind.BEGIN);
    assertThat(store.get("rule", "uid").decisions()).isEqualTo(Decisions.NONE);
  }

  @Test
  void unsilencingIsToldWithWhatCameMeanwhile() {
    reportAfter(Duration.ZERO, Severity.MEDIUM);
    desk.decide(ID, request(Decision.Kind.SILENCED, Duration.ofDays(3)));
    deliver();
    reportAfter(Duration.ofHours(1), Severity.MEDIUM);

    desk.decide(ID, new DecisionRequest(Decision.Kind.UNSILENCED, ALICE, "", null));
    deliver();

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE, Kind.UPDATE);
    assertThat(sink.get(2).finding().occurrences().count()).isEqualTo(2);
    assertThat(sink.get(2).handling().comment())
        .isEqualTo("no longer silenced, decided by " + ALICE + " at 2026-01-02T04:04:05Z");
  }

  @Test
  void countsOpenIncidentsByWhatPeopleDecided() {
    assertThat(replica.monitor.open(Severity.MEDIUM, State.NONE)).isEmpty();

    reportAfter(Duration.ZERO, Severity.MEDIUM);
    deliver();
    assertThat(replica.monitor.open(Severity.MEDIUM, State.NONE)).hasValue(1);
    assertThat(replica.monitor.open(Severity.HIGH, State.NONE)).hasValue(0);

    desk.decide(ID, request(Decision.Kind.ACKNOWLEDGED, null));
    deliver();
    assertThat(replica.monitor.open(Severity.MEDIUM, State.NONE)).hasValue(0);
    assertThat(replica.monitor.open(Severity.MEDIUM, State.ACKNOWLEDGED)).hasValue(1);

    desk.decide(ID, request(Decision.Kind.SILENCED, Duration.ofHours(1)));
    deliver();
    assertThat(replica.monitor.open(Severity.MEDIUM, State.SILENCED)).hasValue(1);
    clock.advance(Duration.ofHours(1));
    assertThat(replica.monitor.open(Severity.MEDIUM, State.ACKNOWLEDGED)).hasValue(1);

    replica.report(new FindingEnd("uid", "rule", clock.instant(), "fixed"));
    deliver();
    deliver();
    assertThat(replica.monitor.open(Severity.MEDIUM, State.ACKNOWLEDGED)).hasValue(0);
  }

  @Test
  void keepsDecisionsOfTwoPeopleAndAReportAtTheSameMoment() {
    reportAfter(Duration.ZERO, Severity.MEDIUM);
    store.beforeKeep(
        () -> {
          desk.decide(ID, request(Decision.Kind.ACKNOWLEDGED, null));
          replica.report(TestIncidents.finding("rule", "uid", clock.instant(), ""));
        });

    desk.decide(ID, request(Decision.Kind.SILENCED, Duration.ofHours(1)));

    assertThat(store.get("rule", "uid").decisions().all())
        .extracting(Decision::kind)
        .containsExactly(Decision.Kind.ACKNOWLEDGED, Decision.Kind.SILENCED);
    assertThat(store.get("rule", "uid").finding().occurrences().count()).isEqualTo(2);
  }

  @Test
  void findsIncidentByIdNameAndUid() {
    reportAfter(Duration.ZERO, Severity.MEDIUM);

    for (String typed :
        List.of(
            ID, ID.substring(0, 4), ID.toUpperCase(Locale.ROOT), IncidentName.of("uid"), "uid")) {
      assertThat(desk.find(typed).finding().uid()).isEqualTo("uid");
    }
    assertThat(desk.find(Incident.name("rule", "uid")).finding().uid()).isEqualTo("uid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "rule", "rule/", "\u001b[2J", "../../uid", "000000000000"})
  void namesNearestIdsOfAnUnknownOne(String typed) {
    reportAfter(Duration.ZERO, Severity.MEDIUM);

    assertThatThrownBy(() -> desk.decide(typed, request(Decision.Kind.ACKNOWLEDGED, null)))
        .isInstanceOf(UndecidableIncidentException.class)
        .hasMessage("no incident has the id " + typed + "; the nearest are " + ID + " (rule)");
  }

  @Test
  void namesIncidentsOfDifferentRulesWithOneUid() {
    for (String rule : List.of("one", "two")) {
      replica.report(TestIncidents.finding(rule, "uid", clock.instant(), ""));
    }

    assertThatThrownBy(() -> desk.find(ID))
        .hasMessage(
            "2 incidents have the id %s; type one of %s (one), %s (two)".formatted(ID, ID, ID));
    assertThat(desk.find(Incident.name("two", "uid")).finding().rule()).isEqualTo("two");
  }

  @Test
  void rejectsDecisionAboutEndedIncidentAndNamesOpenOnes() {
    reportAfter(Duration.ZERO, Severity.MEDIUM);
    replica.report(new FindingEnd("uid", "rule", clock.instant(), "fixed"));
    replica.report(TestIncidents.finding("other", "open", clock.instant(), ""));

    assertThatThrownBy(() -> desk.decide(ID, request(Decision.Kind.ACKNOWLEDGED, null)))
        .hasMessage(
            "the incident "
                + ID
                + " has ended (fixed); open incidents with the nearest ids: "
                + IncidentName.shortId("open")
                + " (other)");
    assertThat(store.get("rule", "uid").decisions()).isEqualTo(Decisions.NONE);
  }

  @Test
  void rejectsUnsilencingOfAnIncidentThatIsNotSilenced() {
    reportAfter(Duration.ZERO, Severity.MEDIUM);

    assertThatThrownBy(() -> desk.decide(ID, request(Decision.Kind.UNSILENCED, null)))
        .hasMessage("the incident " + ID + " is not silenced");
  }

  @Test
  void rejectsSilenceAboveItsLimit() {
    assertThatThrownBy(() -> request(Decision.Kind.SILENCED, Duration.ofDays(30).plusSeconds(1)))
        .hasMessage("a silence lasts at most 30 d");
    assertThatThrownBy(() -> request(Decision.Kind.SILENCED, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> request(Decision.Kind.SILENCED, null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void listsWhatIsReadableAndNamesTheRest() {
    reportAfter(Duration.ZERO, Severity.MEDIUM);
    store.spoil("rule/spoiled");

    assertThat(desk.list().incidents()).hasSize(1);
    assertThat(desk.list().unreadable()).hasSize(1).first().asString().contains("rule/spoiled");
  }

  private static DecisionRequest request(Decision.Kind kind, Duration lasting) {
    return new DecisionRequest(kind, ALICE, "it is \u202ebeing fixed", lasting);
  }

  private void reportAfter(Duration pause, Severity severity) {
    clock.advance(pause);
    replica.report(TestIncidents.finding("rule", "uid", clock.instant(), "", severity, 1));
    deliver();
  }

  private void deliver() {
    replica.check();
    replica.deliverAll(sink);
  }

  private List<Kind> kinds() {
    return sink.stream().map(AlertEvent::kind).toList();
  }
}
