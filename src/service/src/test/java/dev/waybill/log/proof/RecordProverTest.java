package dev.waybill.log.proof;

import static dev.waybill.log.SampleLog.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.SampleLog;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.LogProof;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import dev.waybill.signing.LogKeys;
import dev.waybill.signing.NoteSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RecordProverTest {
  private static final LogKeys KEYS = LogKeys.generate(SampleLog.ORIGIN, Clock.systemUTC());
  private static final NoteSigner WITNESS =
      NoteSigner.generate("witness.example", NoteAlgorithm.ED25519_COSIGNATURE);

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final SampleLog log = new SampleLog();
  private final TileReader tiles =
      address ->
          store
              .find(LogPaths.of(address))
              .or(() -> store.find(LogPaths.of(address.full())))
              .map(StoredObject::content);

  private static LogPolicy witnessed() {
    String logs = KEYS.keys().stream().map(it -> "log " + it + "\n").collect(Collectors.joining());
    return LogPolicy.parse(
        (logs + "witness w1 " + WITNESS.vkey() + "\nquorum w1\n").getBytes(StandardCharsets.UTF_8));
  }

  @BeforeEach
  void fill() {
    log.appendSeals(1000, START, 10);
    publish();
  }

  private void publish() {
    log.putInto(store);
    var unused = store.put(LogPaths.CHECKPOINT, KEYS.sign(log.checkpoint()).bytes());
  }

  private void cosign() {
    SignedNote note = KEYS.sign(log.checkpoint());
    SignedNote cosigned = note.with(List.of(WITNESS.sign(note.text(), START.getEpochSecond())));
    var unused = store.put(LogPaths.cosigned(log.checkpoint()), cosigned.bytes());
  }

  private CheckpointArchive archive(LogPolicy policy) {
    return new CheckpointArchive(store, policy, SampleLog.ORIGIN);
  }

  private RecordProver prover(TileReader reader, LogPolicy policy) {
    return new RecordProver(
        reader, all -> all.stream().map(reader::read).toList(), archive(policy));
  }

  private ProofSearch prove(LogPolicy policy, LogEntry entry) {
    return prover(tiles, policy)
        .prove(EntryFinderTest.wanted(entry), Long.MAX_VALUE, read -> {})
        .orElseThrow();
  }

  @Test
  void provesEachEntryByTheNewestCheckpointWithoutWitnesses() {
    LogPolicy policy = LogPolicy.ofLog(KEYS.keys());
    for (int index : new int[] {0, 255, 256, 767, 999}) {
      LogEntry entry = log.entries.get(index);

      RecordProof proof = prove(policy, entry).proof().orElseThrow();

      assertThat(proof.entry().index()).isEqualTo(index);
      assertThat(proof.checkpoint().size()).isEqualTo(1000);
      LogProof read = LogProof.parse(proof.proof().bytes());
      assertThat(read.verify(policy, entry.bytes()).isVerified()).isTrue();
      assertThat(read.extra()).contains(entry.bytes());
    }
  }

  @Test
  void provesByTheNewestCosignedCheckpointThatHasTheEntryAlsoAfterTheLogHasGrown() {
    cosign();
    List<TileAddress> superseded =
        log.tiles.keySet().stream().filter(TileAddress::isPartial).toList();
    superseded.forEach(it -> log.tiles.remove(it));
    log.appendSeals(10, START.plusSeconds(200), 10);
    publish();
    store
        .keys()
        .forEach(
            key -> {
              if (key.contains(".p/232")) {
                store.destroy(key);
              }
            });

    RecordProof old = prove(witnessed(), log.entries.get(990)).proof().orElseThrow();
    assertThat(old.checkpoint().size()).isEqualTo(1000);
    assertThat(old.checkpoint().verdict().cosignatures()).hasSize(1);
    assertThat(old.proof().verify(witnessed(), log.entries.get(990).bytes()).isVerified()).isTrue();

    RecordProof young = prove(witnessed(), log.entries.get(1005)).proof().orElseThrow();
    assertThat(young.checkpoint().size()).isEqualTo(1010);
    assertThat(young.checkpoint().verdict().isAccepted()).isFalse();
  }

  @Test
  void skipsCosignedCheckpointsWithoutQuorumAndForgedOnes() {
    cosign();
    log.appendSeals(1, START.plusSeconds(200), 10);
    publish();
    var unused =
        store.put(LogPaths.cosigned(log.checkpoint()), KEYS.sign(log.checkpoint()).bytes());
    store.put(LogPaths.COSIGNED + "0000000000000005000", new byte[] {1, 2});

    assertThat(archive(witnessed()).cosigned(0).map(JudgedCheckpoint::size)).contains(1000L);
    assertThat(archive(witnessed()).cosigned(1001)).isEmpty();
  }

  @Test
  void returnsNoProofOfRecordThatTheLogLacks() {
    ProofSearch search =
        prove(
            LogPolicy.ofLog(KEYS.keys()),
            SampleLog.entry(EntryKind.SEAL, "absent", START.plusSeconds(5)));

    assertThat(search.proof()).isEmpty();
    assertThat(search.search().isComplete()).isTrue();
  }

  @Test
  void returnsNothingWithoutLogAndNamesDefectWhenOnlyTheCheckpointIsGone() {
    store.destroy(LogPaths.CHECKPOINT);
    assertThatThrownBy(() -> archive(LogPolicy.ofLog(KEYS.keys())).published())
        .isInstanceOf(InvalidLogException.class)
        .hasMessageStartingWith("log-checkpoint-missing: ");
    store.keys().forEach(store::destroy);
    assertThat(archive(LogPolicy.ofLog(KEYS.keys())).published()).isEmpty();
  }

  @Test
  void rejectsCheckpointOfOtherKeysOfAnotherLogAndMalformedOne() {
    LogPolicy policy = LogPolicy.ofLog(KEYS.keys());
    LogKeys forger = LogKeys.generate(SampleLog.ORIGIN, Clock.systemUTC());
    LogKeys other = LogKeys.generate("other", Clock.systemUTC());
    var unusedForged = store.put(LogPaths.CHECKPOINT, forger.sign(log.checkpoint()).bytes());
    assertThatThrownBy(() -> archive(policy).published())
        .hasMessageStartingWith("log-checkpoint-signature-invalid: ");

    Checkpoint foreign = new Checkpoint("other", log.size(), log.checkpoint().root());
    var unusedForeign = store.put(LogPaths.CHECKPOINT, other.sign(foreign).bytes());
    assertThatThrownBy(() -> archive(LogPolicy.ofLog(other.keys())).published())
        .hasMessageStartingWith("log-checkpoint-signature-invalid: the checkpoint is one of");

    var unusedMalformed = store.put(LogPaths.CHECKPOINT, new byte[] {1});
    assertThatThrownBy(() -> archive(policy).published())
        .hasMessageStartingWith("log-checkpoint-malformed: ");
  }

  @Test
  void rejectsEntryThatTheTreeDoesNotHave() {
    LogEntry added = SampleLog.entry(EntryKind.SEAL, "added", log.entries.get(300).sealedAt());
    TileAddress bundle = new TileAddress(TileAddress.ENTRIES, 1, 256);
    byte[] forged = tiles.read(bundle).orElseThrow();
    List<byte[]> entries = new ArrayList<>(EntryBundle.decode(forged));
    entries.set(44, added.bytes());
    var unused = store.put(LogPaths.of(bundle), EntryBundle.encode(entries));

    assertThatThrownBy(() -> prove(LogPolicy.ofLog(KEYS.keys()), added))
        .isInstanceOf(InvalidLogException.class)
        .hasMessageStartingWith("log-root-mismatch: ");
  }

  @Test
  void retriesWhenTheLogGrowsWhileItIsRead() {
    LogPolicy policy = LogPolicy.ofLog(KEYS.keys());
    boolean[] grown = {false};
    TileReader growing =
        address -> {
          if (!grown[0] && address.level() == 0) {
            grown[0] = true;
            store.keys().stream().filter(it -> it.contains(".p/")).forEach(store::destroy);
            log.appendSeals(20, START.plusSeconds(300), 10);
            publish();
            store.keys().stream().filter(it -> it.contains(".p/232")).forEach(store::destroy);
          }
          return tiles.read(address);
        };

    Optional<ProofSearch> search =
        prover(growing, policy)
            .prove(EntryFinderTest.wanted(log.entries.get(998)), Long.MAX_VALUE, read -> {});

    assertThat(search.orElseThrow().proof().orElseThrow().checkpoint().size()).isEqualTo(1020);
  }

  @Test
  void namesRollbackAndForkAndAcceptsGrowth() {
    Checkpoint old = log.checkpoint();
    SampleLog fork = new SampleLog();
    fork.appendSeals(1000, START.plusSeconds(1), 10);
    Checkpoint forked = fork.checkpoint();
    log.appendSeals(500, START.plusSeconds(200), 10);
    publish();
    Checkpoint now = log.checkpoint();

    assertThat(Growth.problem(tiles, old, now)).isEmpty();
    assertThat(Growth.problem(tiles, now, now)).isEmpty();
    assertThat(Growth.problem(tiles, now, old).orElseThrow())
        .startsWith("log-checkpoint-rolled-back: ");
    assertThat(Growth.problem(tiles, forked, old).orElseThrow()).startsWith("log-two-roots: fork");
    assertThat(Growth.problem(tiles, forked, now).orElseThrow())
        .startsWith("log-checkpoint-inconsistent: fork");
    TileReader damaged = address -> tiles.read(address).map(it -> new byte[it.length]);
    assertThat(Growth.problem(damaged, old, now).orElseThrow()).startsWith("log-root-mismatch: ");
    TileAddress last = new TileAddress(0, 3, TileAddress.FULL);
    TileReader changed =
        address -> tiles.read(address).map(it -> address.equals(last) ? new byte[it.length] : it);
    assertThat(Growth.problem(changed, old, now).orElseThrow())
        .as("a changed tile below the right root is no fork")
        .startsWith("log-root-mismatch: tile/0/003 ");
    assertThat(Growth.problem(address -> Optional.empty(), old, now).orElseThrow())
        .startsWith("log-tile-missing: ");
  }
}
