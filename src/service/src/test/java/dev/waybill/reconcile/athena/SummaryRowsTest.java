package dev.waybill.reconcile.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.reconcile.ReconcileExample;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.row.SourceReading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SummaryRowsTest {
  private static final Instant AS_OF = Instant.parse("2026-11-30T00:00:00Z");

  private final SummaryRows rows =
      new SummaryRows(
          List.of(
              SourceReading.complete("later", AS_OF.plusSeconds(1)),
              SourceReading.complete("earlier", AS_OF)));

  private void completeSources() {
    for (String source : List.of("raw", "records", "entries", "events")) {
      rows.source(Map.of("source", source));
    }
  }

  private static Map<String, String> row(String verdict, int versions, String examples) {
    return Map.of(
        "verdict",
        verdict,
        "versions",
        Integer.toString(versions),
        "there",
        "1",
        "sealed",
        "2",
        "in_events",
        "3",
        "examples",
        examples);
  }

  @Test
  void addsUpCountsAndReadsExamples() {
    completeSources();
    assertThat(rows.isComplete()).isTrue();
    rows.verdict(row("in-flight", 4, "[]"));
    rows.verdict(
        row(
            "destroyed",
            2,
            "[{\"object_key\":\"a\\n\\\"\",\"version_id\":null,\"size\":null,\"at_millis\":1},"
                + "{\"object_key\":\"b\",\"version_id\":\"v\",\"size\":5,\"principal\":\"p\","
                + "\"event_name\":\"e\",\"request_id\":\"r\",\"at_millis\":2}]"));

    Reconciliation result = rows.result();

    assertThat(result.asOf()).isEqualTo(AS_OF);
    assertThat(result.addsUp()).isTrue();
    assertThat(result.sums().union()).isEqualTo(6);
    assertThat(result.sums().sealed()).isEqualTo(4);
    assertThat(result.inFlight()).isEqualTo(4);
    List<ReconcileExample> examples = result.examples().get(ReconcileVerdict.DESTROYED);
    assertThat(examples).extracting(ReconcileExample::key).containsExactly("b", "a\n\"");
    assertThat(examples.get(0).requestId()).isEqualTo("r");
    assertThat(examples.get(1).versionId()).isNull();
    assertThat(examples.get(1).size()).isEqualTo(-1);
  }

  @Test
  void hasNoVerdictWhenASourceHasAProblem() {
    completeSources();
    rows.source(Map.of("source", "raw", "problem", "it has 1 rows, and the run states 2"));

    assertThat(rows.isComplete()).isFalse();
    assertThat(rows.result().problems())
        .containsExactly("source raw: incomplete: it has 1 rows, and the run states 2");
  }

  @Test
  void hasNoVerdictWhenASourceIsNotStated() {
    rows.source(Map.of("source", "raw"));

    assertThat(rows.isComplete()).isFalse();
    assertThat(rows.result().problems()).singleElement().asString().contains("1 sources");
  }

  @Test
  void hasNoVerdictWhenAPlaceIsTooLarge() {
    completeSources();
    rows.verdict(row("appeared", 1, "[]"));
    rows.verdict(row("too-many-versions", 4001, "[]"));

    Reconciliation result = rows.result();

    assertThat(result.isComplete()).isFalse();
    assertThat(result.judged()).isZero();
    assertThat(result.problems()).singleElement().asString().contains("4001", "in process");
  }

  @Test
  void rejectsRowsOfAnotherForm() {
    assertThatThrownBy(() -> rows.verdict(Map.of("verdict", "appeared")))
        .hasMessageContaining("has no versions");
    assertThatThrownBy(() -> rows.verdict(row("appeared", 1, "[{")))
        .hasMessageContaining("no JSON");
  }
}
