package dev.waybill.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.FindingEnd;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Model test of incidents: for any sequence of reports, ends, deliveries, crashes and pauses, a
 * sink receives begins, updates and ends in turn, repeats of an event are identical, and after the
 * last delivery the sink's view equals that of a plain counter.
 */
final class IncidentModelTest {
  private enum Action {
    REPORT,
    REPORT_AGAIN,
    END,
    DELIVER,
    DELIVER_AND_CRASH,
    CRASH,
    CHECK,
    MINUTES,
    HOURS,
    DAYS
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(Action.REPORT)),
            Tuple.of(2, Arbitraries.just(Action.DELIVER)),
            Tuple.of(10, Arbitraries.of(Action.class)))
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 500)
  void behavesLikeACounter(@ForAll("actions") List<Action> actions) {
    Run run = new Run();
    actions.forEach(run::act);
    run.deliverEverything();
    run.check();
  }

  /** Plain counter to compare with: whether the problem exists, and how often it was reported. */
  private static final class Counter {
    private boolean exists;
    private boolean endIsDue = true;
    private long count;
    private Instant lastReport = Instant.MIN;

    void reported(Instant now) {
      if (!exists && endIsDue) {
        count = 0;
      }
      exists = true;
      endIsDue = false;
      count++;
      lastReport = now;
    }
  }

  private static final class Run {
    private final ManualClock clock = new ManualClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final InMemoryIncidentStore store = new InMemoryIncidentStore();
    private final Counter counter = new Counter();
    private final List<AlertEvent> received = new ArrayList<>();
    private final Set<Integer> reported = new HashSet<>();
    private Replica replica = replica();
    private int token;

    private Replica replica() {
      return new Replica(store, TestIncidents.policy(100), clock);
    }

    void act(Action action) {
      switch (action) {
        case REPORT -> report(++token);
        case REPORT_AGAIN -> report(token);
        case END -> {
          replica.report(new FindingEnd("uid", "rule", clock.instant(), "fixed"));
          counter.exists = false;
        }
        case DELIVER -> deliver(true);
        case DELIVER_AND_CRASH -> {
          deliver(false);
          replica = replica();
        }
        case CRASH -> replica = replica();
        case CHECK -> replica.check();
        case MINUTES -> clock.advance(Duration.ofMinutes(6));
        case HOURS -> clock.advance(Duration.ofHours(7));
        case DAYS -> clock.advance(Duration.ofDays(2));
        default -> throw new IllegalStateException("no such action " + action);
      }
      noteEnd();
    }

    private void report(int number) {
      boolean known = number != 0 && !reported.add(number);
      replica.report(
          TestIncidents.finding("rule", "uid", clock.instant(), number == 0 ? "" : "" + number));
      if (!known) {
        counter.reported(clock.instant());
      }
    }

    /** Notes an end in the store, after which a report opens the incident again. */
    private void noteEnd() {
      if (store.size() == 0) {
        return;
      }
      Incident stored = store.get("rule", "uid");
      if (stored.endReason() != null && counter.exists) {
        // Only time may end an existing problem.
        assertThat(clock.instant()).isAfterOrEqualTo(counter.lastReport.plus(TestIncidents.QUIET));
        counter.exists = false;
      }
      PendingDelivery pending = stored.pending();
      counter.endIsDue =
          stored.endReason() != null && (pending == null || pending.kind() == Kind.END);
    }

    private void deliver(boolean andConfirm) {
      AlertEvent event = replica.take();
      if (event != null && andConfirm) {
        deliver(event);
      } else if (event != null) {
        received.add(event);
      }
    }

    private void deliver(AlertEvent event) {
      received.add(event);
      replica.incidents.delivered(event).forEach(this::deliver);
    }

    /** Lets leases expire, but not the quiet period. */
    void deliverEverything() {
      for (int round = 0; round < 4; round++) {
        clock.advance(IncidentPolicy.LEASE);
        replica.check();
        noteEnd();
        replica.deliverAll(received);
      }
    }

    void check() {
      List<AlertEvent> once = new ArrayList<>();
      Map<String, AlertEvent> byId = new HashMap<>();
      for (AlertEvent event : received) {
        AlertEvent before = byId.putIfAbsent(event.eventId(), event);
        if (before == null) {
          once.add(event);
        } else {
          assertThat(event).as("repeated event").isEqualTo(before);
        }
      }
      boolean open = false;
      for (AlertEvent event : once) {
        assertThat(event.kind() == Kind.BEGIN).as("%s of %s", event.kind(), once).isEqualTo(!open);
        open = event.kind() != Kind.END;
      }
      assertThat(open).as("the sink's view is open").isEqualTo(counter.exists);
      if (store.size() > 0) {
        assertThat(store.get("rule", "uid").finding().occurrences().count())
            .isEqualTo(counter.count);
      }
    }
  }
}
