package dev.waybill.alert.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Finding;
import dev.waybill.alert.Handling;
import dev.waybill.alert.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored format of incidents. */
final class IncidentJsonTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678901Z");

  @Provide
  Arbitrary<Incident> incidents() {
    Arbitrary<String> text = Arbitraries.strings().excludeChars('\uD800').ofMaxLength(40);
    Arbitrary<PendingDelivery> pendings =
        Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(1, 9), text)
            .as(
                (kind, n, why) ->
                    new PendingDelivery(
                        kind, n, finding(why), TIME, why, TIME, TIME, handling(why), n));
    Arbitrary<LastDelivery> lasts =
        Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.of(Severity.class))
            .as(
                (kind, severity) ->
                    new LastDelivery(kind, 3, severity, 1L << 40, 7, TIME, TIME, 2));
    return Combinators.combine(
            text,
            text.injectNull(0.5),
            text.list().ofMaxSize(3),
            Arbitraries.of(true, false),
            pendings.injectNull(0.5),
            lasts.injectNull(0.5))
        .as(
            (uid, end, reports, listed, pending, last) ->
                new Incident(
                    finding(uid), TIME, TIME, end, reports, listed, pending, last, decisions(uid)));
  }

  private static Finding finding(String text) {
    return TestIncidents.finding("rule", wellFormed(text), TIME, wellFormed(text));
  }

  private static Handling handling(String text) {
    return text.isEmpty()
        ? Handling.NONE
        : new Handling(Handling.State.SILENCED, true, wellFormed(text));
  }

  private static Decisions decisions(String text) {
    Decisions decisions = Decisions.NONE;
    for (int at = 0; at < text.length(); at++) {
      Decision.Kind kind = at % 2 == 0 ? Decision.Kind.ACKNOWLEDGED : Decision.Kind.SILENCED;
      Duration lasting = kind == Decision.Kind.SILENCED ? Duration.ofHours(at) : null;
      decisions =
          decisions.with(
              new DecisionRequest(kind, "arn:" + wellFormed(text), wellFormed(text), lasting),
              TIME,
              Severity.HIGH);
    }
    return decisions;
  }

  /** Replaces unpaired surrogates, which UTF-8 cannot encode. */
  private static String wellFormed(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Property(tries = 500)
  void readsBackWhatWasWritten(@ForAll("incidents") Incident any) {
    Incident incident = IncidentJson.read(IncidentJson.of(any));

    assertThat(IncidentJson.read(IncidentJson.of(incident))).isEqualTo(incident);
    assertThat(incident.finding()).isEqualTo(any.finding());
    assertThat(incident.phase()).isEqualTo(any.phase());
    assertThat(incident.lastDelivery()).isEqualTo(any.lastDelivery());
    assertThat(incident.decisions()).isEqualTo(any.decisions());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "{}",
        "{\"version\":2}",
        "{\"version\":1}",
        "{\"version\":1,\"finding\":{}}",
        "{\"version\":1,\"finding\":{\"uid\":1}}",
        "<html>"
      })
  void rejectsBytesThatAreNotAnIncident(String text) {
    assertThatThrownBy(() -> IncidentJson.read(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsIncidentOfEarlierVersionWithItsOneResource() {
    LastDelivery last = new LastDelivery(Kind.BEGIN, 1, Severity.HIGH, 1, 1, TIME, TIME, 0);
    Incident whole =
        new Incident(finding("a"), TIME, TIME, null, List.of(), false, null, last, Decisions.NONE);
    String text = new String(IncidentJson.of(whole), StandardCharsets.UTF_8);
    String earlier =
        text.replaceFirst(",\"affected\":\\{[^}]*}", "")
            .replace(",\"resources\":1", "")
            .replace(",\"decision\":0", "");

    assertThat(earlier).doesNotContain("affected", "resources", "decision");
    assertThat(IncidentJson.read(earlier.getBytes(StandardCharsets.UTF_8))).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"opened", "heard", "uid", "severity", "count", "first"})
  void rejectsIncidentWithoutAField(String field) {
    Incident whole =
        new Incident(finding("a"), TIME, TIME, null, List.of(), false, null, null, Decisions.NONE);
    String text = new String(IncidentJson.of(whole), StandardCharsets.UTF_8);

    String without = text.replace('"' + field + '"', '"' + field + "x\"");

    assertThat(without).isNotEqualTo(text);
    assertThatThrownBy(() -> IncidentJson.read(without.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
