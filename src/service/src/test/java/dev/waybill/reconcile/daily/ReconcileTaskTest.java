package dev.waybill.reconcile.daily;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.TestKeyPair;
import dev.waybill.reconcile.ReconcileExample;
import dev.waybill.reconcile.ReconcileSums;
import dev.waybill.reconcile.ReconcileVerdict;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.daily.ReconcileTask.Outcome;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.ReconcileStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TreeHash;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ReconcileTaskTest {
  private static final Instant NOW = Instant.parse("2026-11-30T01:00:00Z");
  private static final Instant AS_OF = Instant.parse("2026-11-29T23:59:00Z");
  private static final String KEY = "reconcile/2026-11-29.sigstore.json";
  private static final Checkpoint TREE =
      new Checkpoint("prov/log", 7, TreeHash.ofEntry("entry".getBytes(UTF_8)));
  private static final TestKeyPair KEYS = TestKeyPair.create();
  private static final RecordVerifier VERIFIER = KEYS.verifier();

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final List<LogEntry> logged = new ArrayList<>();
  private final List<Reconciliation> heard = new ArrayList<>();
  private Map<ReconcileVerdict, Long> counts = Map.of(ReconcileVerdict.ACCOUNTED, 3L);
  private List<String> problems = List.of();
  private long union = 3;

  private Outcome outcome() {
    ReconcileExample example =
        new ReconcileExample(
            ReconcileVerdict.VANISHED,
            "incoming/a",
            "v1",
            5,
            "records/r",
            null,
            null,
            null,
            AS_OF,
            "gone");
    return new Outcome(
        new Reconciliation(
            AS_OF,
            counts,
            0,
            new ReconcileSums(3, 3, 3, union, 0),
            List.of(SourceReading.complete("log of records", AS_OF)),
            problems,
            Map.of(ReconcileVerdict.VANISHED, List.of(example))),
        TREE);
  }

  private List<Report> run(ReconcileTask.Round round) {
    ReconcileStatements statements =
        new ReconcileStatements(store, "prov", "waybill/test", KEYS::seal, VERIFIER, logged::add);
    return new ReconcileTask(round, statements, "raw", heard::add, Clock.fixed(NOW, ZoneOffset.UTC))
        .run();
  }

  private List<Finding> findings() {
    return run(this::outcome).stream()
        .filter(Finding.class::isInstance)
        .map(Finding.class::cast)
        .toList();
  }

  private LoggedStatement statement() {
    return VERIFIER.statement(store.find(KEY).orElseThrow().content(), null).orElseThrow();
  }

  @Test
  void publishesTheSignedStatementOfTheDayOnce() throws IOException {
    assertThat(findings()).isEmpty();
    byte[] first = store.find(KEY).orElseThrow().content();
    counts = Map.of(ReconcileVerdict.RETIRED, 3L);
    assertThat(findings()).isEmpty();

    assertThat(store.find(KEY).orElseThrow().content()).isEqualTo(first);
    assertThat(heard).hasSize(2);
    ReconcileStatement statement = (ReconcileStatement) statement();
    assertThat(statement.digest().hex()).isEqualTo(TREE.root().hex());
    assertThat(statement.at()).isEqualTo(AS_OF);
    JsonNode predicate = new ObjectMapper().readTree(statement.payload()).path("predicate");
    assertThat(predicate.path("known").asLong()).isEqualTo(3);
    assertThat(predicate.path("logSize").asLong()).isEqualTo(7);
    assertThat(predicate.path("verdicts").path("accounted").asLong()).isEqualTo(3);
    assertThat(predicate.path("verdicts")).hasSize(ReconcileVerdict.values().length);
    assertThat(logged)
        .hasSize(2)
        .allSatisfy(
            it -> {
              assertThat(it.kind()).isEqualTo(EntryKind.RECONCILIATION);
              assertThat(it.recordKey()).isEqualTo(KEY);
              assertThat(it.isOf(first)).isTrue();
            });
  }

  @Test
  void findsCriticalVerdictsAndEndsThemOnceTheyAreExplained() {
    counts = Map.of(ReconcileVerdict.VANISHED, 2L, ReconcileVerdict.DESTROYED, 1L);

    Finding finding = findings().get(0);

    assertThat(finding.rule()).isEqualTo("reconcile-vanished");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.message()).startsWith("2 versions: Sealed, but not there");
    assertThat(finding.details()).containsEntry("version1", "incoming/a?versionId=v1");
    assertThat(findings()).hasSize(1);
    counts = Map.of(ReconcileVerdict.DESTROYED, 3L);
    assertThat(run(this::outcome))
        .allMatch(FindingEnd.class::isInstance)
        .extracting(Report::rule)
        .contains("reconcile-vanished", "reconcile-incomplete");
  }

  @Test
  void hasNeitherVerdictNorStatementWhenASourceIsIncomplete() {
    counts = Map.of(ReconcileVerdict.VANISHED, 3L);
    problems = List.of("listing: incomplete: 503");

    assertThat(run(this::outcome))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.rule()).isEqualTo("reconcile-incomplete");
              assertThat(((Finding) it).message()).isEqualTo("listing: incomplete: 503");
            });
    assertThat(store.find(KEY)).isEmpty();
    assertThat(heard).isEmpty();
  }

  @Test
  void publishesNothingWhenTheNumbersDoNotAddUp() {
    union = 9;

    assertThat(findings()).extracting(Finding::rule).containsExactly("reconcile-unequal");
    assertThat(store.find(KEY)).isEmpty();
  }

  @Test
  void reportsARunThatFailed() {
    assertThat(
            run(
                () -> {
                  throw new IllegalStateException("the disk is full");
                }))
        .extracting(Report::rule)
        .containsExactly("reconcile-incomplete");
  }

  @Test
  void keepsItsFindingsWhenTheStatementCannotBePublished() {
    store.put(KEY, new byte[] {1});
    counts = Map.of(ReconcileVerdict.VANISHED, 3L);

    assertThat(findings()).extracting(Finding::rule).containsExactly("reconcile-vanished");
    assertThat(logged).isEmpty();
  }
}
