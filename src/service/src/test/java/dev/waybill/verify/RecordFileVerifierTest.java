package dev.waybill.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.verify.RecordJudge.Judgement;
import dev.waybill.verify.RecordJudge.Statement;
import dev.waybill.verify.VerificationResult.Finding;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordFileVerifierTest {
  /** SHA-256 of "abc", FIPS 180-4's example. */
  private static final Sha256 ABC =
      new Sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/a b", "v1");

  @TempDir Path home;
  private final List<PublicKey> trusted = new ArrayList<>();
  private KeyPair pair;
  private Path record;
  private Path key;
  private Judgement judgement =
      new Judgement(List.of(Finding.ok("signature", "holds")), new Statement(VERSION, ABC));

  @BeforeEach
  void files() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    pair = generator.generateKeyPair();
    key = pem("PUBLIC KEY", pair.getPublic().getEncoded());
    record = Files.writeString(home.resolve("r.sigstore.json"), "{}");
  }

  @Test
  void acceptsBytesThatMatchTheRecordedDigest() throws Exception {
    VerificationResult verdict = verify(Files.writeString(home.resolve("o"), "abc"));

    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.findings()).contains(Finding.ok("digest", "sha256 " + ABC + " as recorded"));
    assertThat(trusted).containsExactly(pair.getPublic());
  }

  @Test
  void rejectsOneChangedByte() throws Exception {
    VerificationResult verdict = verify(Files.writeString(home.resolve("o"), "abd"));

    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.findings()).anyMatch(finding -> finding.subject().equals("digest"));
  }

  @Test
  void leavesDigestOpenWithoutAnObject() throws Exception {
    assertThat(verify(null).findings())
        .extracting(Finding::subject, Finding::answer)
        .contains(tuple("digest", VerificationResult.Answer.OPEN));
  }

  @Test
  void doesNotCompareDigestWithAnInvalidRecord() throws Exception {
    judgement = new Judgement(List.of(Finding.bad("signature", "does not hold")), null);

    VerificationResult verdict = verify(Files.writeString(home.resolve("o"), "abc"));

    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.findings()).hasSize(1);
  }

  @Test
  void rejectsHugeFileWithoutReadingIt() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(record.toFile(), "rw")) {
      file.setLength(1L << 40);
    }

    assertThat(verify(null).holds()).isFalse();
    assertThat(trusted).isEmpty();
  }

  @Test
  void rejectsPrivateKeyGivenAsPublicKey() throws Exception {
    key = pem("PRIVATE KEY", pair.getPrivate().getEncoded());

    assertThatThrownBy(() -> verify(null))
        .isInstanceOf(UnusableKeyException.class)
        .hasMessageContaining("no elliptic-curve public key");
  }

  @Test
  void rejectsPemBlockWithoutAKey() throws Exception {
    key = pem("PUBLIC KEY", new byte[] {1, 2, 3});

    assertThatThrownBy(() -> verify(null)).isInstanceOf(UnusableKeyException.class);
  }

  private VerificationResult verify(Path object) throws Exception {
    return new RecordFileVerifier(this::judge).verify(record, key, object);
  }

  private Judgement judge(byte[] bytes, PublicKey signer) {
    trusted.add(signer);
    return judgement;
  }

  private Path pem(String label, byte[] der) throws Exception {
    String body = Base64.getMimeEncoder().encodeToString(der);
    return Files.writeString(
        home.resolve("k.pem"),
        "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
  }
}
