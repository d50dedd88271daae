package dev.waybill.reconcile.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.reconcile.ReconcileExample;
import dev.waybill.reconcile.ReconcileSums;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.row.SourceReading;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReconcileReportTest {
  private static final Instant AS_OF = Instant.parse("2026-11-29T12:00:00Z");
  private static final String HOSTILE = "incoming/<b>\u001b[2J&'\"\u202e";

  private static ReconcileReport report(Map<ReconcileVerdict, Long> counts, String... problems) {
    long judged = counts.values().stream().mapToLong(Long::longValue).sum();
    return report(counts, judged + 2, problems);
  }

  private static ReconcileReport report(
      Map<ReconcileVerdict, Long> counts, long union, String... problems) {
    ReconcileExample example =
        new ReconcileExample(
            ReconcileVerdict.DESTROYED,
            HOSTILE,
            "v1",
            5,
            "records/r",
            "mallory",
            "DeleteObject",
            "id-1",
            AS_OF.minusSeconds(60),
            "removed by another caller");
    return new ReconcileReport(
        "raw",
        new Reconciliation(
            AS_OF,
            counts,
            2,
            new ReconcileSums(1_200, 1_234, 7, union, 1),
            List.of(
                SourceReading.complete("listing of s3://raw/", AS_OF),
                SourceReading.complete("CloudTrail's events", AS_OF)
                    .since(AS_OF.minusSeconds(3600))),
            List.of(problems),
            counts.containsKey(ReconcileVerdict.DESTROYED)
                ? Map.of(ReconcileVerdict.DESTROYED, List.of(example))
                : Map.of()));
  }

  private static JsonNode json(ReconcileReport report) throws IOException {
    return new ObjectMapper().readTree(report.json());
  }

  @Test
  void statesTheEquationTheVerdictsAndTheirExamples() {
    ReconcileReport report =
        report(Map.of(ReconcileVerdict.ACCOUNTED, 1_234L, ReconcileVerdict.DESTROYED, 1L));

    assertThat(report.isJudged()).isTrue();
    assertThat(report.isCritical()).isFalse();
    assertThat(report.text())
        .startsWith(
            """
            Reconciliation of raw as of 2026-11-29T12:00:00Z
            Everything is explained; 1 version to look at.

            1,237 known = 1,234 accounted + 1 destroyed + 2 in flight
            1,200 there, 1,234 sealed, 7 in events; 1 repeated rows left out
            """)
        .contains(
            """
            destroyed             incoming/<b>\\u001b[2J&'"\\u202e?versionId=v1
                                  mallory by DeleteObject at 2026-11-29T11:59:00Z
                                  removed by another caller
            """)
        .endsWith(
            """
            Sources
              listing of s3://raw/: as of 2026-11-29T12:00:00Z, complete
              CloudTrail's events: from 2026-11-29T11:00:00Z as of 2026-11-29T12:00:00Z, complete
            """);
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      assertThat(report.text()).contains(verdict.label(), verdict.sentence());
    }
  }

  @Test
  void statesTheSameAsJson() throws IOException {
    JsonNode json = json(report(Map.of(ReconcileVerdict.DESTROYED, 3L)));

    assertThat(json.path("known").asLong()).isEqualTo(5);
    assertThat(json.path("addsUp").asBoolean()).isTrue();
    assertThat(json.path("verdicts")).hasSize(ReconcileVerdict.values().length);
    JsonNode destroyed = json.path("verdicts").path("destroyed");
    assertThat(destroyed.path("count").asLong()).isEqualTo(3);
    assertThat(destroyed.path("weight").asText()).isEqualTo("finding");
    assertThat(destroyed.path("examples").path(0).path("key").asText()).isEqualTo(HOSTILE);
    assertThat(destroyed.path("examples").path(0).path("by").asText()).isEqualTo("mallory");
    assertThat(json.path("sources").path(1).path("since").asText())
        .isEqualTo("2026-11-29T11:00:00Z");
  }

  @Test
  void isCriticalWhenAVersionHasNoExplanation() {
    ReconcileReport report = report(Map.of(ReconcileVerdict.VANISHED, 2L));

    assertThat(report.isCritical()).isTrue();
    assertThat(report.text()).contains("CRITICAL: 2 versions without an explanation.");
  }

  @Test
  void isCriticalWhenTheNumbersDoNotAddUp() {
    ReconcileReport report = report(Map.of(ReconcileVerdict.ACCOUNTED, 2L), 9);

    assertThat(report.isCritical()).isTrue();
    assertThat(report.text()).contains("DO NOT ADD UP", "9 known is not 2 accounted + 2 in flight");
  }

  @Test
  void hasNoVerdictWhenASourceIsIncomplete() throws IOException {
    ReconcileReport report =
        report(Map.of(ReconcileVerdict.VANISHED, 2L), "listing: incomplete: 503\n");

    assertThat(report.isJudged()).isFalse();
    assertThat(report.isCritical()).isFalse();
    assertThat(report.text())
        .contains("NO VERDICT", "  listing: incomplete: 503\\u000a")
        .doesNotContain("vanished", "known");
    JsonNode json = json(report);
    assertThat(json.path("complete").asBoolean(true)).isFalse();
    assertThat(json.path("problems").path(0).asText()).isEqualTo("listing: incomplete: 503\n");
    assertThat(json.has("verdicts")).isFalse();
    assertThat(json.has("known")).isFalse();
  }

  @Test
  void statesTheSameAsHtmlWithoutMarkupOfOthers() {
    String page = report(Map.of(ReconcileVerdict.DESTROYED, 3L)).html();

    assertThat(page)
        .contains(
            "<td>incoming/&lt;b&gt;\ufffd[2J&amp;'\"\ufffd?versionId=v1</td>",
            "<p>5 known = 3 destroyed + 2 in flight</p>",
            "<td>mallory by DeleteObject at 2026-11-29T11:59:00Z</td>",
            "default-src 'none'")
        .doesNotContain("<b>", "\u001b", "\u202e", "<script", "http://", "https://");
    assertThat(report(Map.of(ReconcileVerdict.VANISHED, 2L), "<i>").html())
        .contains("NO VERDICT", "<p>&lt;i&gt;</p>")
        .doesNotContain("vanished", "known");
  }
}
