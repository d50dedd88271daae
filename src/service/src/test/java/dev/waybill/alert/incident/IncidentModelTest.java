package dev.waybill.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Ended;
import dev.waybill.testing.HandClock;
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
 * Any run of reports, ends, tellings, deaths and pauses: what a sink has heard, each event id once,
 * is begins, updates and ends in turn; each event is told alike each time; and when all has been
 * told, what the sink believes is what a plain counter says.
 */
final class IncidentModelTest {
  private enum Action {
    REPORT,
    REPORT_AGAIN,
    END,
    TELL,
    TELL_AND_DIE,
    DIE,
    LOOK,
    MINUTES,
    HOURS,
    DAYS
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(Action.REPORT)),
            Tuple.of(2, Arbitraries.just(Action.TELL)),
            Tuple.of(10, Arbitraries.of(Action.class)))
        .list()
        .ofMaxSize(60);
  }

  @Property(tries = 500)
  void behavesLikeACounter(@ForAll("actions") List<Action> actions) {
    Run run = new Run();
    actions.forEach(run::act);
    run.settle();
    run.check();
  }

  /** The truth as a child would keep it: is it there, and how often was it reported. */
  private static final class Truth {
    private boolean there;
    private boolean endMade = true;
    private long count;
    private Instant heard = Instant.MIN;

    void reported(Instant now) {
      if (!there && endMade) {
        count = 0;
      }
      there = true;
      endMade = false;
      count++;
      heard = now;
    }
  }

  private static final class Run {
    private final HandClock clock = new HandClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final MemoryIncidentStore store = new MemoryIncidentStore();
    private final Truth truth = new Truth();
    private final List<AlertEvent> heard = new ArrayList<>();
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
          replica.report(new Ended("uid", "rule", clock.instant(), "mended"));
          truth.there = false;
        }
        case TELL -> tell(true);
        case TELL_AND_DIE -> {
          tell(false);
          replica = replica();
        }
        case DIE -> replica = replica();
        case LOOK -> replica.look();
        case MINUTES -> clock.turn(Duration.ofMinutes(6));
        case HOURS -> clock.turn(Duration.ofHours(7));
        case DAYS -> clock.turn(Duration.ofDays(2));
        default -> throw new IllegalStateException("no such action " + action);
      }
      noteEnd();
    }

    private void report(int number) {
      boolean known = number != 0 && !reported.add(number);
      replica.report(
          TestIncidents.finding("rule", "uid", clock.instant(), number == 0 ? "" : "" + number));
      if (!known) {
        truth.reported(clock.instant());
      }
    }

    /** An end is made when the store says so: from then on a report opens it anew. */
    private void noteEnd() {
      if (store.size() == 0) {
        return;
      }
      Incident kept = store.get("rule", "uid");
      if (kept.end() != null && truth.there) {
        // Only time may end what is there.
        assertThat(clock.instant()).isAfterOrEqualTo(truth.heard.plus(TestIncidents.QUIET));
        truth.there = false;
      }
      PendingDelivery telling = kept.telling();
      truth.endMade = kept.end() != null && (telling == null || telling.kind() == Kind.END);
    }

    private void tell(boolean andSay) {
      AlertEvent event = replica.take();
      if (event != null && andSay) {
        tell(event);
      } else if (event != null) {
        heard.add(event);
      }
    }

    private void tell(AlertEvent event) {
      heard.add(event);
      replica.incidents.told(event).forEach(this::tell);
    }

    /** Time enough for leases, and not for quiet. */
    void settle() {
      for (int round = 0; round < 4; round++) {
        clock.turn(IncidentPolicy.LEASE);
        replica.look();
        noteEnd();
        replica.tellAll(heard);
      }
    }

    void check() {
      List<AlertEvent> once = new ArrayList<>();
      Map<String, AlertEvent> byId = new HashMap<>();
      for (AlertEvent event : heard) {
        AlertEvent before = byId.putIfAbsent(event.eventId(), event);
        if (before == null) {
          once.add(event);
        } else {
          assertThat(event).as("told again").isEqualTo(before);
        }
      }
      boolean open = false;
      for (AlertEvent event : once) {
        assertThat(event.kind() == Kind.BEGIN).as("%s of %s", event.kind(), once).isEqualTo(!open);
        open = event.kind() != Kind.END;
      }
      assertThat(open).as("the sink believes that it lasts").isEqualTo(truth.there);
      if (store.size() > 0) {
        assertThat(store.get("rule", "uid").finding().sightings().count()).isEqualTo(truth.count);
      }
    }
  }
}
