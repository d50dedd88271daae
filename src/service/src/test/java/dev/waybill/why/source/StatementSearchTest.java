package dev.waybill.why.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.provenance.InMemorySealing;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.LoggedStatement;
import dev.waybill.record.RepairStatement;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import dev.waybill.why.source.StatementSearch.Statements;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StatementSearchTest {
  private static final RawSettings RAW = new RawSettings("raw", "incoming/", "processed/", "test/");
  private static final String DRILL = "20261130T120000Z-0a1b2c3d";
  private static final Instant AT = Instant.parse("2026-11-30T12:00:00Z");

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final InMemorySealing sealing = new InMemorySealing(Clock.systemUTC());

  private Statements of(String key) {
    return new StatementSearch(store, sealing.verifier(), "provenance", RAW.drills())
        .of(StoryKeys.of("raw", key, null, CustodyScopes.of(RAW)));
  }

  private static RepairStatement repair(String key) {
    ObjectVersion version = new ObjectVersion("raw", key, "v2");
    return new RepairStatement(
        version,
        Sha256.hash("a"),
        version,
        "records/a",
        Sha256.hash("b"),
        "altered",
        "reason",
        "me",
        AT,
        "",
        "");
  }

  private void put(String key, byte[] bundle) {
    var unused = store.put(key, bundle);
  }

  @Test
  void findsRepairOfThisKeyOnly() {
    RepairStatement ours = repair("processed/a");
    RepairStatement other = repair("processed/ab");
    put(ours.key(), sealing.bundle(ours.statement("w")));
    put(other.key(), sealing.bundle(other.statement("w")));

    assertThat(of("incoming/a").repairs())
        .extracting(LoggedStatement::key)
        .containsExactly(ours.key());
    assertThat(of("incoming/b")).isEqualTo(Statements.NONE);
  }

  @Test
  void tellsForgedDamagedAndMovedStatementsAsInvalid() {
    RepairStatement ours = repair("processed/a");
    String folder = ours.key().substring(0, ours.key().lastIndexOf('/') + 1);
    put(folder + "damaged", "{".getBytes(StandardCharsets.UTF_8));
    put(folder + "moved", sealing.bundle(ours.statement("w")));
    put(ours.key(), new InMemorySealing(Clock.systemUTC()).bundle(ours.statement("w")));

    assertThat(of("processed/a").repairs()).isEmpty();
    assertThat(of("processed/a").invalid()).hasSize(3);
  }

  @Test
  void findsTheDrillThatMadeTheObject() {
    DrillStatement drill =
        new DrillStatement(
            DRILL,
            new ObjectVersion("raw", "test/drill/" + DRILL + ".txt", "v1"),
            Sha256.hash("a"),
            "records/a",
            Sha256.hash("b"),
            7,
            "hidden",
            AT,
            Duration.ofMinutes(5),
            null,
            null,
            AT,
            "",
            "");
    put(drill.key(), sealing.bundle(drill.statement("w")));

    assertThat(of("test/drill/" + DRILL + ".txt").drills())
        .extracting(DrillStatement::id)
        .containsExactly(DRILL);
    assertThat(of("test/" + DRILL + ".txt").drills()).isEmpty();
  }
}
