package dev.waybill.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.result.TileResultFile;
import dev.waybill.log.LogPaths;
import dev.waybill.log.proof.ProofSearch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class EvidencePartsTest {
  private static final CycleId FIRST = new CycleId("20300102T000000Z");
  private static final CycleId SECOND = new CycleId("20300202T000000Z");
  private static final TileRange TILE = new TileRange(1, 95);

  private final SamplePack sample = new SamplePack("a.txt");

  private static byte[] result(CycleId cycle, FixityCondition condition) {
    List<Examination> examinations = new ArrayList<>();
    for (long index = TILE.from(); index < TILE.to(); index++) {
      FixityCondition found = index == SamplePack.INDEX ? condition : FixityCondition.INTACT;
      examinations.add(new Examination(index, Rung.BYTES, found, 7, 1, "v1", "e-tag", null));
    }
    Instant ended = cycle.began().plusSeconds(60);
    return TileResultFile.encode(
        new TileResult(new TileTask(cycle, TILE), "a", cycle.began(), ended, examinations));
  }

  private void store(String key, byte[] content) {
    var unused = sample.store.put(key, content);
  }

  private Evidence history() {
    EvidenceBuilder pack = new EvidenceBuilder(sample.version);
    new HistoryParts(sample.store, sample.key.verifier()).add(pack, SamplePack.INDEX);
    return pack.build();
  }

  private static String text(Evidence evidence, String name) {
    return evidence.files().stream()
        .filter(it -> it.name().equals(name))
        .map(it -> new String(it.content(), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  private static List<String> absent(Evidence evidence) {
    return evidence.absent().stream().map(AbsentPart::part).toList();
  }

  @Test
  void historyHasEachResultOfTheEntryInTheOrderOfTheCycles() {
    store(FixityPaths.result(SECOND, TILE), result(SECOND, FixityCondition.INTACT));
    store(FixityPaths.result(FIRST, TILE), result(FIRST, FixityCondition.ALTERED));
    store(FixityPaths.RESULTS + "no cycle/x", new byte[1]);

    List<String> lines = text(history(), PackNames.HISTORY).lines().toList();

    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains(FIRST.name(), "\"outcome\":\"altered\"", "\"index\":300");
    assertThat(lines.get(1)).contains(SECOND.name(), "\"outcome\":\"intact\"");
  }

  @Test
  void historyNamesResultThatIsNotValid() {
    store(FixityPaths.result(FIRST, TILE), new byte[] {1, 2, 3});

    Evidence evidence = history();

    assertThat(evidence.files()).isEmpty();
    assertThat(evidence.absent()).hasSize(2);
    assertThat(evidence.absent().get(0).reason()).contains("is not valid");
  }

  @Test
  void historyOmitsStatementThatIsNotSigned() {
    store(FixityPaths.result(FIRST, TILE), result(FIRST, FixityCondition.INTACT));
    store(FixityPaths.statement(FIRST), "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(history().files()).hasSize(1);
  }

  private Evidence timestamp() {
    EvidenceBuilder pack = new EvidenceBuilder(sample.version);
    ProofSearch search = sample.search();
    new TimestampParts(sample.store, sample.prover(), search.newest().checkpoint().origin())
        .add(pack, search.proof().orElseThrow(), search.newest().size());
    return pack.build();
  }

  @Test
  void timestampIsAbsentWithoutOneThatCoversTheEntry() {
    store(LogPaths.TIMESTAMPS + "0000000000000000300-" + "0".repeat(64) + ".tsr", new byte[1]);

    assertThat(absent(timestamp())).containsExactly("timestamp");
    assertThat(timestamp().absent().get(0).reason()).contains("no checkpoint");
  }

  @Test
  void timestampOfAnotherTreeIsNotUsed() {
    store(LogPaths.TIMESTAMPS + "0000000000000000301-" + "0".repeat(64) + ".tsr", new byte[1]);

    assertThat(timestamp().absent().get(0).reason()).contains("does not have the entry");
  }

  @Test
  void timestampThatIsNoneIsNotUsed() {
    store(LogPaths.timestamp(sample.log.checkpoint()), new byte[] {1, 2});

    assertThat(timestamp().files()).isEmpty();
    assertThat(timestamp().absent().get(0).reason()).contains("cannot be used");
  }

  @Test
  void timestampWithNameOfAnotherFormIsNotUsed() {
    store(LogPaths.TIMESTAMPS + "0000000000000000301-../../x", new byte[1]);

    assertThat(timestamp().absent().get(0).reason()).contains("its key states no size and root");
  }

  @Test
  void keyThatIsNotTrustedIsAbsent() {
    EvidenceBuilder pack = new EvidenceBuilder(sample.version);
    SealedParts.add(
        pack, sample.content(), sample.record, List.of(), Optional.of(new byte[] {1}), "no list");

    Evidence evidence = pack.build();

    assertThat(absent(evidence)).containsExactly("key");
    assertThat(text(evidence, PackNames.TRUSTED_KEYS)).isEqualTo("\u0001");
  }
}
