package dev.waybill.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.LogProof;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.PolicyLog;
import dev.waybill.record.log.PolicyVerdict;
import dev.waybill.record.log.ProofFailure;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Checkpoint, policy and proof that Go's torchwood made from the seeds SHA-256("log ed25519"),
 * ("log ml-dsa-44"), ("witness one") and ("witness two"), for a tree of "entry 0" to "entry 6".
 */
class GoProofTest {
  private static final String ORIGIN = "records.example/log";
  private static final byte[] ENTRY = "entry 5".getBytes(StandardCharsets.UTF_8);

  @BeforeAll
  static void installProvider() {
    MlDsaProvider.install();
  }

  private static byte[] file(String name) throws IOException {
    try (InputStream in = GoProofTest.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  @Test
  void acceptsCheckpointWithEverySignature() throws IOException {
    PolicyVerdict verdict =
        LogPolicy.parse(file("go-policy")).judge(SignedNote.parse(file("go-checkpoint")));

    assertThat(verdict.isAccepted()).isTrue();
    assertThat(verdict.checkpoint().size()).isEqualTo(7);
    assertThat(verdict.signedBy())
        .extracting(VerifierKey::algorithm)
        .containsExactlyInAnyOrder(NoteAlgorithm.ED25519, NoteAlgorithm.ML_DSA_44_COSIGNATURE);
    assertThat(verdict.cosignatures())
        .extracting(it -> it.witness().name())
        .containsExactlyInAnyOrder("one", "two");
    assertThat(verdict.notChecked()).isEmpty();
  }

  @Test
  void verifiesProofAndWritesTheSameBytes() throws IOException {
    byte[] bytes = file("go-entry-5.tlog-proof");
    LogProof proof = LogProof.parse(bytes);

    assertThat(proof.verify(LogPolicy.parse(file("go-policy")), ENTRY).isVerified()).isTrue();
    assertThat(proof.bytes()).isEqualTo(bytes);
    assertThat(proof.extra()).hasValue(ENTRY);
  }

  @Test
  void rejectsProofOfAnotherEntry() throws IOException {
    LogProof proof = LogProof.parse(file("go-entry-5.tlog-proof"));

    byte[] other = "entry 4".getBytes(StandardCharsets.UTF_8);

    assertThat(proof.verify(LogPolicy.parse(file("go-policy")), other).failure())
        .isEqualTo(ProofFailure.NOT_INCLUDED);
  }

  @Test
  void rejectsNoteWithOneChangedBitOfAnySignature() throws IOException {
    LogPolicy policy = LogPolicy.parse(file("go-policy"));
    SignedNote note = SignedNote.parse(file("go-checkpoint"));
    assertThat(note.signatures()).hasSize(4);
    for (int at = 0; at < note.signatures().size(); at++) {
      List<NoteSignature> changed = new ArrayList<>(note.signatures());
      NoteSignature signature = changed.get(at);
      byte[] bytes = signature.signature();
      bytes[bytes.length / 2] ^= 1;
      changed.set(at, NoteSignature.of(signature.name(), signature.keyId(), bytes));

      assertThat(policy.judge(new SignedNote(note.text(), changed)).failure())
          .hasValue(ProofFailure.BAD_SIGNATURE);
    }
  }

  @Test
  void makesTheKeysOfGoFromTheSameSeeds() throws IOException {
    List<VerifierKey> keys =
        LogPolicy.parse(file("go-policy")).logs().stream().map(PolicyLog::key).toList();

    assertThat(keys).contains(signer("log ed25519", keys.get(0)).vkey());
    assertThat(keys).contains(signer("log ml-dsa-44", keys.get(1)).vkey());
  }

  private static NoteSigner signer(String seed, VerifierKey key) {
    byte[] typeAndSeed = new byte[33];
    typeAndSeed[0] = key.algorithm().type();
    System.arraycopy(Sha256.hash(seed).bytes(), 0, typeAndSeed, 1, 32);
    return NoteSigner.parse(
        "PRIVATE+KEY+"
            + ORIGIN
            + "+"
            + key.idHex()
            + "+"
            + Base64.getEncoder().encodeToString(typeAndSeed));
  }
}
