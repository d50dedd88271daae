package dev.waybill.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.incident.IncidentStore.Entry;
import dev.waybill.alert.incident.IncidentStore.Versioned;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Contract of every store of incidents. */
public abstract class IncidentStoreContract {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final IncidentPolicy POLICY = TestIncidents.policy(100);

  /** Returns an empty store. */
  protected abstract IncidentStore store();

  /** Stores bytes that are not an incident under a name. */
  protected abstract void spoil(String name);

  @Test
  void findsIncidentAsItWasStored() {
    Incident incident = open("a").withDueEvent(TIME, POLICY);

    Versioned kept = store().keep(incident, null).orElseThrow();

    Versioned found = store().find(incident.name()).orElseThrow();
    assertThat(found.incident()).isEqualTo(incident);
    assertThat(found.version()).isEqualTo(kept.version());
  }

  @Test
  void doesNotFindMissingIncident() {
    assertThat(store().find(Incident.name("rule", "missing"))).isEmpty();
  }

  @Test
  void firstOfTwoInitialWritesWins() {
    assertThat(store().keep(open("twice"), null)).isPresent();

    assertThat(store().keep(open("twice").end("other"), null)).isEmpty();

    assertThat(find("twice").endReason()).isNull();
  }

  @Test
  void writeAfterAnotherWriteChangesNothing() {
    Versioned read = store().keep(open("contested"), null).orElseThrow();
    Versioned other = store().keep(read.incident().end("first"), read.version()).orElseThrow();

    assertThat(store().keep(read.incident().end("second"), read.version())).isEmpty();

    assertThat(find("contested").endReason()).isEqualTo("first");
    assertThat(other.version()).isNotEqualTo(read.version());
  }

  @Test
  void writeOfADeletedIncidentChangesNothing() {
    assertThat(store().keep(open("gone"), "\"0123456789abcdef0123456789abcdef\"")).isEmpty();
    assertThat(store().find(open("gone").name())).isEmpty();
  }

  @Test
  void listsAllIncidentsWithTheirVersions() {
    List<Entry> expected = new ArrayList<>();
    for (String uid : List.of("l/1", "l/2", "${l} 3", "l'\n4")) {
      Versioned kept = store().keep(open(uid), null).orElseThrow();
      Versioned later = store().keep(kept.incident().end("so"), kept.version()).orElseThrow();
      expected.add(new Entry(later.incident().name(), later.version()));
    }

    try (Stream<Entry> all = store().list()) {
      assertThat(all).containsAll(expected);
    }
  }

  @Test
  void namesUnreadableIncidentWithTheFix() {
    String name = Incident.name("rule", "spoiled");
    spoil(name);

    assertThatThrownBy(() -> store().find(name))
        .isInstanceOf(UnreadableIncidentException.class)
        .hasMessageContaining(name)
        .hasMessageEndingWith("is not an incident; delete it to start over");
  }

  @Test
  void onlyOneOfEightConcurrentWritesWins() throws Exception {
    ExecutorService racers = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 10; round++) {
        Versioned read = store().keep(open("race-" + round), null).orElseThrow();
        Incident next = read.incident().end("over");
        List<Callable<Optional<Versioned>>> writes =
            Collections.nCopies(8, () -> store().keep(next, read.version()));
        int won = 0;
        for (Future<Optional<Versioned>> write : racers.invokeAll(writes)) {
          won += write.get().isPresent() ? 1 : 0;
        }
        assertThat(won).as("round %s", round).isEqualTo(1);
      }
    } finally {
      racers.shutdownNow();
    }
  }

  private Incident find(String uid) {
    return store().find(Incident.name("rule", uid)).orElseThrow().incident();
  }

  private static Incident open(String uid) {
    return Incident.open(
        TestIncidents.finding("rule", uid, TIME.minus(Duration.ofMinutes(1)), "run"), TIME, false);
  }
}
