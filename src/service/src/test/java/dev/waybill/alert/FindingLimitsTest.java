package dev.waybill.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AlertEvent.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Limits by which any event fits into a message of SNS, SQS or EventBridge. */
final class FindingLimitsTest {
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05.678Z");

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> parts = Arbitraries.of("a", "\u0000", "é", "\uD83D\uDE00", "\"", "\u2028");
    return parts.list().ofMaxSize(8).map(it -> String.join("", it));
  }

  @Property(tries = 60)
  void anEventFits(
      @ForAll("texts") String text,
      @ForAll @IntRange(max = 9000) int times,
      @ForAll @IntRange(max = 150) int details)
      throws Exception {
    AlertEvent event = event(finding(text.repeat(times), details));

    assertThat(event.json().getBytes(StandardCharsets.UTF_8).length)
        .isLessThanOrEqualTo(FindingLimits.MAX_BYTES);
    JsonNode json = new ObjectMapper().readTree(event.json());
    assertThat(json.at("/data/finding_info/uid").asText()).isEqualTo(event.uid());
    assertThat(event.finding().details()).hasSizeLessThanOrEqualTo(101);
  }

  @Test
  void truncatedValueEndsWithItsMissingLength() {
    AlertEvent event = event(finding("x".repeat(20_000), 0));

    assertThat(event.finding().message())
        .hasSizeLessThan(16_100)
        .startsWith("xxx")
        .endsWith("x…(truncated 4000 characters)");
    assertThat(event.json()).contains("…(truncated 4000 characters)");
  }

  @Test
  void findingWithinLimitsIsUnchanged() {
    Finding finding = finding("y".repeat(16_000), 2);

    assertThat(FindingLimits.limited(finding).message()).isEqualTo(finding.message());
    assertThat(FindingLimits.limited(finding).details()).isEqualTo(finding.details());
  }

  @Test
  void neverCutsASurrogatePair() {
    String cut = FindingLimits.truncate("a" + "\uD83D\uDE00".repeat(10), 4);

    assertThat(cut).isEqualTo("a\uD83D\uDE00…(truncated 18 characters)");
  }

  @Test
  void numberOfOmittedDetailsIsNoted() {
    assertThat(FindingLimits.limited(finding("a", 130)).details())
        .hasSize(101)
        .containsEntry("…", "(truncated 30 more)");
  }

  @Test
  void longUidsStayDistinct() {
    String long1 = "p/" + "z".repeat(5000) + "1";
    String long2 = "p/" + "z".repeat(5000) + "2";

    assertThat(FindingLimits.uid(long1))
        .isNotEqualTo(FindingLimits.uid(long2))
        .hasSizeLessThanOrEqualTo(1000);
    assertThat(FindingLimits.uid(FindingLimits.uid(long1))).isEqualTo(FindingLimits.uid(long1));
    assertThat(FindingLimits.uid("short")).isEqualTo("short");
  }

  private static AlertEvent event(Finding finding) {
    return new FindingEvent("raw", "0.1.0")
        .of(finding, new EventHeader("id", Kind.BEGIN, TIME, TIME, ""));
  }

  private static Finding finding(String text, int details) {
    Map<String, String> all = new LinkedHashMap<>();
    for (int one = 0; one < details; one++) {
      all.put("name-" + one, text);
    }
    return new Finding(
        "uid/" + text,
        "rule",
        text,
        Severity.HIGH,
        text,
        text,
        "arn:aws:s3:::" + text,
        TIME,
        OccurrenceStats.once(TIME),
        all,
        List.of(text, text));
  }
}
