package dev.waybill.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AlertEvent.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** CloudEvents and OCSF format of findings. */
final class FindingEventTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Instant OPENED = TIME.minusSeconds(3600);
  private final FindingEvent events = new FindingEvent("raw", "0.1.0");

  @ParameterizedTest
  @EnumSource
  void isADetectionFindingInACloudEvent(Severity severity) throws JsonProcessingException {
    JsonNode event = read(finding(severity, "late"));

    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("source").asText()).isEqualTo("urn:waybill:raw");
    assertThat(event.path("time").asText()).isEqualTo(TIME.toString());
    assertThat(event.at("/data/class_uid").asInt()).isEqualTo(2004);
    assertThat(event.at("/data/type_uid").asInt()).isEqualTo(200401);
    assertThat(event.at("/data/severity_id").asInt()).isEqualTo(severity.id());
    assertThat(event.at("/data/time").asLong()).isEqualTo(TIME.toEpochMilli());
    assertThat(event.at("/data/metadata/version").asText()).isEqualTo("1.8.0");
    assertThat(event.at("/data/metadata/uid")).isEqualTo(event.path("id"));
    assertThat(event.at("/data/finding_info/uid").asText()).isEqualTo("canary/sealed/raw");
    assertThat(event.at("/data/remediation/desc").asText()).isEqualTo("start it");
  }

  @Test
  void eventsOfOneFindingDifferOnlyById() {
    AlertEvent one = events.of(finding(Severity.HIGH, "late"), head(Kind.BEGIN, "one", ""));
    AlertEvent two = events.of(finding(Severity.HIGH, "late"), head(Kind.BEGIN, "two", ""));

    assertThat(one.json().replace("\"one\"", "\"two\"")).isEqualTo(two.json());
    assertThat(one.json()).isNotEqualTo(two.json());
  }

  @Test
  void untrustedInputStaysOneTextOnOneLine() throws JsonProcessingException {
    String hostile = "\"}\n{\"a\":\"${jndi:x}\u0000\u2028";

    String line = events.of(finding(Severity.HIGH, hostile), head(Kind.BEGIN, "1", "")).json();

    assertThat(line).doesNotContain("\n");
    assertThat(new ObjectMapper().readTree(line).at("/data/message").asText()).isEqualTo(hostile);
  }

  @ParameterizedTest
  @CsvSource({
    "BEGIN, 1, Create, 1, New, dev.waybill.finding.begin",
    "UPDATE, 2, Update, 2, In Progress, dev.waybill.finding.update",
    "END, 3, Close, 4, Resolved, dev.waybill.finding.end"
  })
  void kindSetsActivityAndStatus(
      Kind kind, int activity, String name, int status, String caption, String type)
      throws JsonProcessingException {
    String why = kind == Kind.END ? "fixed" : "";
    JsonNode event =
        new ObjectMapper()
            .readTree(events.of(finding(Severity.HIGH, "late"), head(kind, "1", why)).json());

    assertThat(event.path("type").asText()).isEqualTo(type);
    assertThat(event.at("/data/activity_id").asInt()).isEqualTo(activity);
    assertThat(event.at("/data/activity_name").asText()).isEqualTo(name);
    assertThat(event.at("/data/type_uid").asInt()).isEqualTo(200400 + activity);
    assertThat(event.at("/data/status_id").asInt()).isEqualTo(status);
    assertThat(event.at("/data/status").asText()).isEqualTo(caption);
    assertThat(event.at("/data/status_detail").asText()).isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({
    "BEGIN, ACKNOWLEDGED, 2, In Progress",
    "UPDATE, ACKNOWLEDGED, 2, In Progress",
    "BEGIN, SILENCED, 3, Suppressed",
    "UPDATE, SILENCED, 3, Suppressed",
    "END, SILENCED, 4, Resolved",
    "END, ACKNOWLEDGED, 4, Resolved"
  })
  void decisionOfAPersonSetsStatusAndComment(
      Kind kind, Handling.State state, int id, String caption) throws JsonProcessingException {
    JsonNode event = new ObjectMapper().readTree(AlertEvents.decided(kind, state).json());

    assertThat(event.at("/data/status_id").asInt()).isEqualTo(id);
    assertThat(event.at("/data/status").asText()).isEqualTo(caption);
    assertThat(event.at("/data/comment").asText()).startsWith("decided by arn:alice");
  }

  @Test
  void eventHoldsOccurrencesAndUnmappedValues() throws JsonProcessingException {
    OccurrenceStats seen = new OccurrenceStats(TIME.minusSeconds(60), TIME, 7, "run-1");
    Finding finding =
        new Finding(
            "S3-01/alice/raw",
            "S3-01",
            "Denied",
            Severity.LOW,
            "alice was denied 7 times",
            "ask her",
            "arn:aws:s3:::raw",
            TIME,
            seen,
            Map.of("userAgent", "curl"),
            List.of("CIS 5.1"));

    JsonNode event =
        new ObjectMapper().readTree(events.of(finding, head(Kind.UPDATE, "1", "")).json());

    assertThat(event.at("/data/count").asInt()).isEqualTo(7);
    assertThat(event.at("/data/finding_info/first_seen_time").asLong())
        .isEqualTo(TIME.minusSeconds(60).toEpochMilli());
    assertThat(event.at("/data/finding_info/last_seen_time").asLong())
        .isEqualTo(TIME.toEpochMilli());
    assertThat(event.at("/data/finding_info/created_time").asLong())
        .isEqualTo(OPENED.toEpochMilli());
    assertThat(event.at("/data/unmapped/details/userAgent").asText()).isEqualTo("curl");
    assertThat(event.at("/data/unmapped/references/0").asText()).isEqualTo("CIS 5.1");
  }

  private JsonNode read(Finding finding) throws JsonProcessingException {
    return new ObjectMapper().readTree(events.of(finding, head(Kind.BEGIN, "1", "")).json());
  }

  private static EventHeader head(Kind kind, String id, String why) {
    return new EventHeader(id, kind, OPENED, TIME, why);
  }

  private static Finding finding(Severity severity, String message) {
    return new Finding(
        "canary/sealed/raw",
        "canary-sealed",
        "A canary was not sealed in its time",
        severity,
        message,
        "start it",
        "arn:aws:s3:::raw/test/canary/a.txt",
        TIME);
  }
}
