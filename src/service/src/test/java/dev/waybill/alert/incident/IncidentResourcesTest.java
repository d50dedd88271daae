package dev.waybill.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Finding;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Severity;
import dev.waybill.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Resources that an open incident hits one after the other. */
final class IncidentResourcesTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final Duration GATHER = TestIncidents.GATHER;

  private final ManualClock clock = new ManualClock(START);
  private final InMemoryIncidentStore store = new InMemoryIncidentStore();
  private final List<AlertEvent> sink = new ArrayList<>();
  private final Replica replica = new Replica(store, TestIncidents.policy(100), clock);

  @ParameterizedTest
  @EnumSource(
      value = Severity.class,
      names = {"HIGH", "CRITICAL"})
  void deliversNewResourcesOfSevereIncidentTogether(Severity severity) throws IOException {
    hit("a", severity);
    replica.deliverAll(sink);
    clock.advance(Duration.ofMinutes(1));
    hit("b", severity);
    hit("c", severity);
    replica.check();
    assertThat(replica.waiting()).as("gathered").isZero();

    clock.advance(GATHER);
    replica.check();
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE);
    assertThat(resources(sink.get(1))).containsExactly("c", "b", "a");
  }

  @Test
  void deliversNewResourceAtOnceWhenTheLastEventIsOld() throws IOException {
    hit("a", Severity.HIGH);
    replica.deliverAll(sink);
    clock.advance(Duration.ofHours(2));
    hit("b", Severity.HIGH);
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE);
    assertThat(resources(sink.get(1))).containsExactly("b", "a");
  }

  @Test
  void deliversNoUpdateForResourceThatWasDelivered() {
    hit("a", Severity.HIGH);
    replica.deliverAll(sink);
    clock.advance(Duration.ofHours(2));
    hit("a", Severity.HIGH);
    replica.check();
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN);
  }

  @Test
  void listsNewResourceOfLesserIncidentWithoutAnUpdate() throws IOException {
    hit("a", Severity.MEDIUM);
    replica.deliverAll(sink);
    clock.advance(Duration.ofHours(2));
    hit("b", Severity.MEDIUM);
    replica.check();
    replica.deliverAll(sink);
    assertThat(kinds()).containsExactly(Kind.BEGIN);

    clock.advance(TestIncidents.REPEAT);
    replica.check();
    replica.deliverAll(sink);

    assertThat(kinds()).containsExactly(Kind.BEGIN, Kind.UPDATE);
    assertThat(resources(sink.get(1))).containsExactly("b", "a");
  }

  @Test
  void boundsUpdatesAndListOfSustainedAttack() throws IOException {
    int minutes = 12 * 60;
    for (int minute = 0; minute < minutes; minute++) {
      hit("k" + minute, Severity.CRITICAL);
      replica.check();
      replica.deliverAll(sink);
      clock.advance(Duration.ofMinutes(1));
    }
    clock.advance(GATHER);
    replica.check();
    replica.deliverAll(sink);

    assertThat(sink).hasSizeLessThanOrEqualTo(2 + minutes / 15);
    List<String> told = new ArrayList<>();
    for (AlertEvent event : sink) {
      assertThat(resources(event)).hasSizeLessThanOrEqualTo(100);
      told.addAll(resources(event));
    }
    assertThat(told).contains("k0", "k1", "k359", "k" + (minutes - 1));
    assertThat(sink.get(sink.size() - 1).json()).contains("\"resources_hit\":" + minutes);
  }

  private void hit(String resource, Severity severity) {
    Instant now = clock.instant();
    replica.report(
        new Finding(
            "uid",
            "rule",
            "Something is wrong",
            severity,
            "it hit " + resource,
            "fix it",
            resource,
            now,
            OccurrenceStats.once(now),
            Map.of(),
            List.of()));
  }

  private List<Kind> kinds() {
    return sink.stream().map(AlertEvent::kind).toList();
  }

  private static List<String> resources(AlertEvent event) throws IOException {
    List<String> names = new ArrayList<>();
    for (JsonNode each : new ObjectMapper().readTree(event.json()).at("/data/resources")) {
      names.add(each.path("uid").asText());
    }
    return names;
  }
}
