package dev.waybill.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Severity;
import dev.waybill.alert.StoredJson;
import dev.waybill.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Model test of the decisions of people about an incident: for any sequence of decisions of two
 * people, reports, ends, deliveries, crashes and pauses, also of two at the same moment, no
 * decision and no report is lost, silence is kept, and nothing that came during a silence stays
 * untold.
 */
final class DecisionsModelTest {
  private enum Action {
    REPORT,
    REPORT_WORSE,
    END,
    DELIVER,
    DELIVER_AND_CRASH,
    CHECK,
    ACKNOWLEDGE,
    SILENCE,
    UNSILENCE,
    MINUTES,
    HOUR,
    DAYS
  }

  /**
   * Step of a run.
   *
   * @param between action that another process completes between the reading and the writing of
   *     this one; null for none
   */
  private record Step(Action action, Action between) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Action> actions =
        Arbitraries.frequencyOf(
            Tuple.of(5, Arbitraries.of(Action.REPORT, Action.DELIVER, Action.HOUR)),
            Tuple.of(2, Arbitraries.of(Action.SILENCE, Action.CHECK)),
            Tuple.of(2, Arbitraries.of(Action.class)));
    Arbitrary<Action> between =
        Arbitraries.of(
                Action.REPORT,
                Action.REPORT_WORSE,
                Action.ACKNOWLEDGE,
                Action.SILENCE,
                Action.CHECK)
            .injectNull(0.9);
    return Combinators.combine(actions, between).as(Step::new).list().ofMinSize(5).ofMaxSize(50);
  }

  @Property(tries = 300)
  void losesNoDecisionAndKeepsSilence(
      @ForAll("steps") List<Step> steps, @ForAll boolean isRepeatedOften) throws IOException {
    Run run = new Run(isRepeatedOften ? Duration.ofMinutes(30) : TestIncidents.REPEAT);
    run.report(Severity.MEDIUM);
    steps.forEach(run::act);
    run.deliverEverything();
    run.check();
  }

  /** Time in which nothing may be told, as a plain model has it. */
  private record Silence(Instant from, Instant until) {
    boolean contains(Instant time) {
      return time.isAfter(from) && time.isBefore(until);
    }

    Silence cut(Instant now) {
      return now.isBefore(until) ? new Silence(from, now) : this;
    }
  }

  private static final class Run {
    private static final Duration LASTING = Duration.ofMinutes(90);
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final InMemoryIncidentStore store = new InMemoryIncidentStore();
    private final List<AlertEvent> received = new ArrayList<>();
    private final List<String> decided = new ArrayList<>();
    private final List<Silence> silences = new ArrayList<>();
    private final IncidentPolicy policy;
    private Replica replica;
    private boolean isOpen;
    private boolean isEndDue = true;
    private long count;
    private Severity worst = Severity.INFORMATIONAL;
    private Severity silencedAt = Severity.CRITICAL;
    private final List<Instant> reports = new ArrayList<>();
    private int people;

    Run(Duration repeat) {
      IncidentPolicy usual = TestIncidents.policy(100);
      policy =
          new IncidentPolicy(repeat, usual.gather(), usual.quiet(), usual.lease(), usual.storm());
      replica = replica();
    }

    private Replica replica() {
      return new Replica(store, policy, clock);
    }

    void act(Step step) {
      clock.advance(Duration.ofSeconds(1));
      if (step.between() != null) {
        store.beforeKeep(() -> act(step.between()));
      }
      act(step.action());
      store.beforeKeep(() -> {});
    }

    private void act(Action action) {
      switch (action) {
        case REPORT -> report(Severity.MEDIUM);
        case REPORT_WORSE -> report(Severity.CRITICAL);
        case END -> {
          replica.report(new FindingEnd("uid", "rule", clock.instant(), "fixed"));
          isOpen = false;
        }
        case DELIVER -> deliver(true);
        case DELIVER_AND_CRASH -> {
          deliver(false);
          replica = replica();
        }
        case CHECK -> replica.check();
        case ACKNOWLEDGE -> decide(Decision.Kind.ACKNOWLEDGED, null);
        case SILENCE -> decide(Decision.Kind.SILENCED, LASTING);
        case UNSILENCE -> decide(Decision.Kind.UNSILENCED, null);
        case MINUTES -> clock.advance(Duration.ofMinutes(6));
        case HOUR -> clock.advance(Duration.ofHours(1));
        case DAYS -> clock.advance(Duration.ofDays(2));
        default -> throw new IllegalStateException("no such action " + action);
      }
      noteEnd();
    }

    void report(Severity severity) {
      Instant now = clock.instant();
      replica.report(TestIncidents.finding("rule", "uid", now, "", severity, 1));
      if (!isOpen && isEndDue) {
        count = 0;
        worst = Severity.INFORMATIONAL;
        decided.clear();
        reports.clear();
        endSilence();
      }
      isOpen = true;
      isEndDue = false;
      count++;
      reports.add(now);
      worst = severity.compareTo(worst) > 0 ? severity : worst;
      if (worst.compareTo(silencedAt) > 0) {
        endSilence();
      }
    }

    private void endSilence() {
      silences.replaceAll(it -> it.cut(clock.instant()));
    }

    private void decide(Decision.Kind kind, Duration lasting) {
      String by = "person-" + ++people;
      IncidentDesk desk = new IncidentDesk(store, clock);
      try {
        desk.decide(
            store.get("rule", "uid").name(), new DecisionRequest(kind, by, "because", lasting));
      } catch (UndecidableIncidentException e) {
        assertThat(e.getMessage()).containsAnyOf("has ended", "is not silenced");
        return;
      }
      decided.add(by);
      if (kind != Decision.Kind.ACKNOWLEDGED) {
        endSilence();
      }
      if (kind == Decision.Kind.SILENCED) {
        silencedAt = worst;
        silences.add(new Silence(clock.instant(), clock.instant().plus(LASTING)));
      }
    }

    /** Notes an end in the store, after which a report opens the incident again. */
    private void noteEnd() {
      Incident stored = store.get("rule", "uid");
      isOpen = stored.endReason() == null;
      PendingDelivery pending = stored.pending();
      isEndDue = !isOpen && (pending == null || pending.kind() == Kind.END);
      if (!isOpen) {
        endSilence();
      }
    }

    private void deliver(boolean isConfirmed) {
      AlertEvent event = replica.take();
      if (event != null) {
        received.add(event);
        if (isConfirmed) {
          confirm(event);
        }
      }
    }

    private void confirm(AlertEvent event) {
      for (AlertEvent next : replica.incidents.delivered(event)) {
        received.add(next);
        confirm(next);
      }
    }

    /** Lets leases expire, but not the quiet period. */
    void deliverEverything() {
      for (int round = 0; round < 4; round++) {
        clock.advance(IncidentPolicy.LEASE.plusSeconds(1));
        replica.check();
        noteEnd();
        replica.deliverAll(received);
      }
    }

    void check() throws IOException {
      Incident stored = store.get("rule", "uid");
      assertThat(stored.finding().occurrences().count()).as("reports").isEqualTo(count);
      List<String> kept = stored.decisions().all().stream().map(Decision::by).toList();
      assertThat(kept)
          .as("decisions")
          .isEqualTo(decided.subList(Math.max(0, decided.size() - Decisions.MAX), decided.size()));
      LastDelivery last = stored.lastDelivery();
      assertThat(stored.pending()).isNull();
      assertThat(last.kind() != Kind.END).as("the sinks know an open incident").isEqualTo(isOpen);
      if (isOpen) {
        assertThat(last.decision()).as("told").isEqualTo(stored.decisions().latest());
        assertThat(last.severity()).isEqualTo(worst);
        silences.stream()
            .filter(it -> !clock.instant().isBefore(it.until()))
            .flatMap(it -> reports.stream().filter(at -> it.contains(at)))
            .forEach(
                at -> assertThat(last.at()).as("what came meanwhile is told").isAfterOrEqualTo(at));
      }
      for (AlertEvent event : received) {
        requireSilence(event);
      }
    }

    private void requireSilence(AlertEvent event) throws IOException {
      JsonNode json = StoredJson.MAPPER.readTree(event.json());
      Instant at = Instant.parse(json.path("time").asText());
      boolean isSilenced = silences.stream().anyMatch(it -> it.contains(at));
      if (isSilenced && event.kind() != Kind.END) {
        assertThat(event.handling().isNews()).as("only decisions are told: %s", json).isTrue();
      }
    }
  }
}
