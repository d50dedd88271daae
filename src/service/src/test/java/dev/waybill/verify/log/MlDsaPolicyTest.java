package dev.waybill.verify.log;

import static dev.waybill.verify.log.PublishedLog.KEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.log.LogPaths;
import dev.waybill.log.SampleLog;
import dev.waybill.log.TileStore;
import dev.waybill.log.check.CheckpointTrust;
import dev.waybill.log.check.EntryListener;
import dev.waybill.log.check.LogCheck;
import dev.waybill.log.check.LogDefect;
import dev.waybill.log.check.LogDefectKind;
import dev.waybill.log.proof.CheckpointArchive;
import dev.waybill.log.proof.RecordProof;
import dev.waybill.log.proof.RecordProver;
import dev.waybill.log.proof.WantedEntry;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationFinding.Answer;
import dev.waybill.testing.ManualClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Policy that trusts the ML-DSA-44 key only, whose signatures quantum computers cannot forge. */
final class MlDsaPolicyTest {
  private static final Instant NOW = SampleLog.START.plusSeconds(100);
  private static final VerifierKey ML_DSA = key(NoteAlgorithm.ML_DSA_44_COSIGNATURE);
  private static final VerifierKey ED25519 = key(NoteAlgorithm.ED25519);

  @TempDir Path folder;
  private PublishedLog published;
  private LogTrust trust;

  private static VerifierKey key(NoteAlgorithm algorithm) {
    return KEYS.keys().stream().filter(it -> it.algorithm() == algorithm).findFirst().orElseThrow();
  }

  @BeforeEach
  void publish() throws Exception {
    published = new PublishedLog(folder);
    published.log.appendSeals(700, SampleLog.START, 10);
    published.publish(NOW);
    trust = LogTrust.of(published.settings("log " + ML_DSA + "\nquorum none\n"), published.store);
  }

  private List<VerificationFinding> verify() {
    return new LogVerification(published.store, trust, SampleLog.ORIGIN, new ManualClock(NOW))
        .verify();
  }

  private static SignedNote without(VerifierKey key, SignedNote note) {
    return new SignedNote(
        note.text(), note.signatures().stream().filter(it -> !key.isNamedBy(it)).toList());
  }

  /** Returns the defects of the published keys; the log has no lock, which is one of its own. */
  private List<LogDefect> keyDefects() {
    List<LogDefect> defects = new ArrayList<>();
    var unused =
        new LogCheck(
                published.store,
                SampleLog.ORIGIN,
                trust.keys(),
                CheckpointTrust.ofKeys(trust.keys()))
            .run(defects::add, EntryListener.NONE);
    return defects.stream().filter(it -> it.kind() != LogDefectKind.LOCK_MISSING).toList();
  }

  @Test
  void acceptsCheckpointByTheMlDsaSignatureAlone() {
    published.put(LogPaths.CHECKPOINT, without(ED25519, signed()).bytes());

    List<VerificationFinding> findings = verify();

    assertThat(findings).noneMatch(it -> it.answer() == Answer.BAD);
    assertThat(findings.get(1).detail()).contains(ML_DSA.idHex()).doesNotContain(ED25519.idHex());
  }

  private SignedNote signed() {
    return KEYS.sign(published.log.checkpoint());
  }

  @Test
  void rejectsCheckpointThatOnlyTheEd25519KeySigned() {
    published.put(LogPaths.CHECKPOINT, without(ML_DSA, signed()).bytes());

    assertThat(verify())
        .singleElement()
        .satisfies(it -> assertThat(it.answer()).isEqualTo(Answer.BAD))
        .satisfies(it -> assertThat(it.detail()).contains("log-checkpoint-signature-invalid"));
  }

  private static WantedEntry wanted(LogEntry entry) {
    return new WantedEntry(
        entry.recordKey(), entry.recordSha256(), entry.version(), entry.sha256(), entry.sealedAt());
  }

  @Test
  void provesRecord() {
    LogEntry entry = published.log.entries.get(300);
    RecordProof proof =
        new RecordProver(
                new TileStore(published.store),
                new CheckpointArchive(published.store, trust.policy(), SampleLog.ORIGIN))
            .prove(wanted(entry), Long.MAX_VALUE, read -> {})
            .orElseThrow()
            .proof()
            .orElseThrow();

    assertThat(proof.proof().verify(trust.policy(), entry.bytes()).isVerified()).isTrue();
  }

  @Test
  void findsTheWholeLogRightAlthoughAKeyIsPublishedThatThePolicyLeavesOut() {
    assertThat(keyDefects()).isEmpty();
  }

  @Test
  void reportsPublishedKeyThatIsNoneOfTheLogBesideTheOneThatIsLeftOut() {
    String foreign = ML_DSA + "\n" + ED25519 + "\nother.example+01020304+AQ==\n";
    published.put(LogPaths.VKEYS, foreign.getBytes(StandardCharsets.UTF_8));

    assertThat(keyDefects())
        .extracting(LogDefect::kind, LogDefect::detail)
        .containsExactly(
            tuple(LogDefectKind.VKEYS_CHANGED, "missing keys of the log: 0, foreign keys: 1"));
  }
}
