package dev.waybill.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FindingEventTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");
  private final FindingEvent events = new FindingEvent("raw", "0.1.0");

  @ParameterizedTest
  @EnumSource
  void is_a_detection_finding_in_a_cloud_event(Severity severity) throws JsonProcessingException {
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
  void two_events_of_one_finding_differ_by_their_id_only() throws JsonProcessingException {
    JsonNode one = read(finding(Severity.HIGH, "late"));
    JsonNode two = read(finding(Severity.HIGH, "late"));

    assertThat(one.path("id")).isNotEqualTo(two.path("id"));
    assertThat(one.at("/data/finding_info")).isEqualTo(two.at("/data/finding_info"));
  }

  @Test
  void foreign_text_stays_one_text_on_one_line() throws JsonProcessingException {
    String hostile = "\"}\n{\"a\":\"${jndi:x}\u0000\u2028";

    String line = events.of(finding(Severity.HIGH, hostile));

    assertThat(line).doesNotContain("\n");
    assertThat(new ObjectMapper().readTree(line).at("/data/message").asText()).isEqualTo(hostile);
  }

  @Test
  void an_incident_is_told_when_it_begins_and_again_after_it_ended() {
    Incidents incidents = new Incidents();
    Finding finding = finding(Severity.HIGH, "late");

    assertThat(incidents.begins(finding)).isTrue();
    assertThat(incidents.begins(finding(Severity.HIGH, "later"))).isFalse();
    assertThat(incidents.ends(finding.uid())).isTrue();
    assertThat(incidents.ends(finding.uid())).isFalse();
    assertThat(incidents.begins(finding)).isTrue();
  }

  private JsonNode read(Finding finding) throws JsonProcessingException {
    return new ObjectMapper().readTree(events.of(finding));
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
