package dev.waybill.fixity.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.fixity.DrilledObjects;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.watch.WatchList;
import dev.waybill.fixity.watch.WatchedDefect;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.RawSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DrillResultsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final DrilledObjects DRILLED =
      DrilledObjects.of(new RawSettings("raw", "incoming/", "processed/", "test/"));

  private final WatchList watch = new WatchList(new InMemoryLogStore());
  private final List<Report> reports = new ArrayList<>();
  private final DrillResults results = new DrillResults(DRILLED, "prov", watch, reports::add);

  private static LogEntry entry(String key, @Nullable String destination) {
    Sha256 digest = Sha256.hash(key);
    return new LogEntry(
        EntryKind.SEAL,
        "records/r",
        digest,
        new ObjectVersion("raw", key, "v1"),
        5,
        "e",
        digest,
        destination,
        NOW);
  }

  private static Examination examination(FixityCondition condition, @Nullable String detail) {
    return new Examination(7, Rung.BYTES, condition, 5, 1, "v1", "e", detail);
  }

  @Test
  void reportsWhatDrillDidAsLowAndStoresItFirst() {
    LogEntry entry = entry("test/drill/a", null);
    Examination altered = examination(FixityCondition.REENCRYPTED, "another key");

    Examination stated = DRILLED.inCycle(entry, altered);
    results.examined(stated, entry, NOW);

    assertThat(stated.condition()).isEqualTo(FixityCondition.INTACT);
    assertThat(watch.all())
        .containsExactly(new WatchedDefect.OfEntry(FixityCondition.REENCRYPTED, 7));
    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class,
            it -> {
              assertThat(it.severity()).isEqualTo(Severity.LOW);
              assertThat(it.rule()).isEqualTo("fixity-re-encrypted");
              assertThat(it.uid()).isEqualTo("fixity-re-encrypted/prov/7");
              assertThat(it.title()).startsWith("Drill: ");
            });
  }

  @Test
  void leavesEverythingElseToTheCycle() {
    LogEntry drill = entry("test/drill/a", null);
    LogEntry canary = entry("test/canary/a", null);
    LogEntry promoted = entry("test/drill/a", "processed/a");
    for (FixityCondition condition : FixityCondition.values()) {
      Examination found = examination(condition, "x");
      assertThat(DRILLED.inCycle(canary, found)).isEqualTo(found);
      assertThat(DRILLED.inCycle(promoted, found)).isEqualTo(found);
      results.examined(found, drill, NOW);
    }
    Examination altered = examination(FixityCondition.ALTERED, "x");
    assertThat(DRILLED.inCycle(drill, altered)).isEqualTo(altered);
    results.examined(examination(FixityCondition.INTACT, "by a drill: altered"), drill, NOW);
    results.examined(examination(FixityCondition.INTACT, "by a drill: hidden"), canary, NOW);
    results.examined(examination(FixityCondition.INTACT, null), drill, NOW);

    assertThat(reports).isEmpty();
    assertThat(watch.all()).isEmpty();
  }
}
