package dev.waybill.verify.log;

import static dev.waybill.log.SampleLog.START;
import static dev.waybill.verify.log.PublishedLog.KEYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.log.LogPaths;
import dev.waybill.log.SampleLog;
import dev.waybill.log.proof.JudgedCheckpoint;
import dev.waybill.log.time.LocalAuthority;
import dev.waybill.log.time.Timestamps;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationFinding.Answer;
import dev.waybill.signing.LogKeys;
import dev.waybill.startup.StartupException;
import dev.waybill.testing.ManualClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogVerificationTest {
  private static final Instant NOW = START.plusSeconds(200);

  @TempDir Path folder;
  private PublishedLog published;
  private SampleLog log;
  private final ManualClock clock = new ManualClock(NOW);

  @BeforeEach
  void publish() {
    published = new PublishedLog(folder);
    log = published.log;
    log.appendSeals(700, START, 10);
    published.publish(NOW);
  }

  private LogTrust trust(String policy) {
    try {
      return LogTrust.of(published.settings(policy), published.store);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String witnessed() {
    return PublishedLog.logLines() + PublishedLog.witnessLines();
  }

  private List<VerificationFinding> verify(String policy) {
    return new LogVerification(published.store, trust(policy), SampleLog.ORIGIN, clock).verify();
  }

  private static List<String> answers(List<VerificationFinding> findings) {
    return findings.stream().map(it -> it.subject() + " " + it.answer().label()).toList();
  }

  private static String bad(List<VerificationFinding> findings) {
    return findings.stream()
        .filter(it -> it.answer() == Answer.BAD)
        .map(it -> it.subject() + ": " + it.detail())
        .reduce("", (one, other) -> one + other + "\n");
  }

  @Test
  void acceptsSignedCheckpointOfAKeysFileWithoutWitnesses() throws IOException {
    Files.writeString(folder.resolve("record-log.keys"), KEYS.privateLines());

    List<VerificationFinding> findings = verify(null);

    assertThat(answers(findings))
        .containsExactly(
            "checkpoint ok",
            "signature ok",
            "age ok",
            "witnesses open",
            "anchor open",
            "timestamp open");
    assertThat(findings.get(1).detail()).contains("ED25519", "ML_DSA_44").doesNotContain("because");
  }

  @Test
  void saysThatPublishedKeysAreBelievedWithoutPolicyAndKeys() {
    assertThat(verify(null).get(1).detail()).contains("because the bucket publishes the keys");
  }

  @Test
  void acceptsCosignedAnchoredAndStampedLogThatHasGrownSince() {
    published.cosign(NOW);
    published.put(LogPaths.anchor(log.checkpoint()), new byte[0]);
    Checkpoint stamped = log.checkpoint();
    new Timestamps(
            published.store,
            () -> Optional.of(stamped),
            new LocalAuthority(NOW),
            "provenance",
            clock)
        .run();
    log.appendSeals(100, START.plusSeconds(90), 10);
    published.publish(NOW);

    List<VerificationFinding> findings = verify(witnessed());

    assertThat(answers(findings))
        .containsExactly(
            "checkpoint ok",
            "signature ok",
            "age ok",
            "witnesses ok",
            "growth ok",
            "anchor ok",
            "timestamp ok");
    assertThat(findings.get(3).detail()).isEqualTo("size 700 by w1 at " + START);
    assertThat(findings.get(6).detail())
        .isEqualTo(
            "extends the stamped tree of 700 entries; stamped " + NOW + " by CN=Test authority");
  }

  @Test
  void namesMissingForgedAndLateCheckpoint() {
    clock.set(NOW.plus(Duration.ofMinutes(21)));
    assertThat(bad(verify(null))).startsWith("age: log-checkpoint-late: ");
    LogKeys forger = LogKeys.generate(SampleLog.ORIGIN, Clock.systemUTC());
    published.put(LogPaths.CHECKPOINT, forger.sign(log.checkpoint()).bytes());
    assertThat(bad(verify(witnessed())))
        .startsWith("checkpoint: log-checkpoint-signature-invalid: ");
    published.store.destroy(LogPaths.CHECKPOINT);
    assertThat(bad(verify(witnessed()))).startsWith("checkpoint: log-checkpoint-missing: ");
    published.store.keys().forEach(published.store::destroy);
    assertThat(bad(verify(witnessed()))).startsWith("checkpoint: the bucket has no log");
  }

  @Test
  void namesCheckpointThatOneOfTheKeysDidNotSign() {
    var note = KEYS.sign(log.checkpoint());
    var cut = new SignedNote(note.text(), note.signatures().subList(0, 1));
    published.put(LogPaths.CHECKPOINT, cut.bytes());

    assertThat(bad(verify(witnessed())))
        .contains("signature: log-checkpoint-signature-invalid: no signature of ML_DSA_44");
  }

  @Test
  void namesMissingQuorumAndWitnessesThatAreBehind() {
    assertThat(bad(verify(witnessed())))
        .startsWith("witnesses: log-witness-behind: no checkpoint has the quorum");
    published.cosign(NOW.minus(Duration.ofMinutes(61)));
    assertThat(bad(verify(witnessed()))).isEmpty();
    log.appendSeals(1, START.plusSeconds(90), 10);
    published.publish(NOW);
    assertThat(bad(verify(witnessed()))).startsWith("witnesses: log-witness-behind: size 700");
  }

  @Test
  void namesRollbackBehindCosignedCheckpointAndAnchor() {
    SampleLog longer = new SampleLog();
    longer.appendSeals(800, START, 10);
    published.put(
        LogPaths.cosigned(longer.checkpoint()), PublishedLog.cosigned(longer.checkpoint()).bytes());
    published.put(LogPaths.anchor(longer.checkpoint()), new byte[0]);

    assertThat(bad(verify(witnessed())))
        .contains("growth: log-checkpoint-rolled-back: ")
        .contains("anchor: log-checkpoint-rolled-back: ");
  }

  @Test
  void namesForkBehindAnchor() {
    published.put(
        LogPaths.anchor(new Checkpoint(SampleLog.ORIGIN, 600, TreeHash.ofEntry(new byte[1]))),
        new byte[0]);

    assertThat(bad(verify(null))).startsWith("anchor: log-checkpoint-inconsistent: fork");
  }

  @Test
  void namesKeysAndContentsThatAreNoAnchorAndNoTimestamp() {
    published.put(LogPaths.ANCHORS + "0000000000000000700-xyz", new byte[0]);
    published.put(LogPaths.timestamp(log.checkpoint()), new byte[] {1, 2, 3});

    assertThat(bad(verify(null)))
        .contains("anchor: log-anchor-inconsistent: ")
        .contains("timestamp: log-timestamp-invalid: ");
  }

  @Test
  void comparesGivenCheckpointWithTheLog() {
    LogTrust trust = trust(witnessed());
    LogVerification verification =
        new LogVerification(published.store, trust, SampleLog.ORIGIN, clock);
    SampleLog other = new SampleLog();
    other.appendSeals(300, START, 10);
    JudgedCheckpoint older = judged(other, trust.policy());
    assertThat(bad(verification.consistency(older))).isEmpty();
    other.append(SampleLog.entry(EntryKind.SEAL, "fork", START));
    assertThat(bad(verification.consistency(judged(other, trust.policy()))))
        .startsWith("growth: log-checkpoint-inconsistent: fork");
    other.appendSeals(1000, START, 10);
    assertThat(bad(verification.consistency(judged(other, trust.policy()))))
        .startsWith("growth: log-checkpoint-rolled-back: rollback");
    published.store.keys().forEach(published.store::destroy);
    assertThat(bad(verification.consistency(older))).contains("log-checkpoint-missing");
  }

  private static JudgedCheckpoint judged(SampleLog log, LogPolicy policy) {
    return JudgedCheckpoint.of(
        KEYS.sign(log.checkpoint()).bytes(), START, policy, SampleLog.ORIGIN);
  }

  @Test
  void addsTheKeysOfTheLogToPolicyThatNamesWitnessesOnly() throws IOException {
    published.cosign(NOW);
    LogTrust trust = trust(PublishedLog.witnessLines());
    assertThat(trust.isPublished()).isTrue();
    assertThat(trust.keys()).isEqualTo(KEYS.keys());
    assertThat(bad(verify(PublishedLog.witnessLines()))).isEmpty();

    Files.writeString(folder.resolve("record-log.keys"), KEYS.privateLines());
    assertThat(trust(PublishedLog.witnessLines()).isPublished()).isFalse();
  }

  @Test
  void skipsPublishedLinesThatAreNoKeysOfTheLog() {
    LogKeys other = LogKeys.generate("other", Clock.systemUTC());
    published.put(
        LogPaths.VKEYS,
        ("\u001b\n" + other.keys().get(0) + "\n" + KEYS.keys().get(0) + "\n")
            .getBytes(StandardCharsets.UTF_8));

    assertThat(trust(null).keys()).containsExactly(KEYS.keys().get(0));
  }

  @Test
  void namesSettingOfUnusableFile() throws IOException {
    assertThatThrownBy(() -> trust("quorum w9\n"))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.record-log.policy: ");
    Files.writeString(folder.resolve("record-log.keys"), "PRIVATE");
    assertThatThrownBy(() -> trust(null))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith("waybill.record-log.keys: ");
  }
}
