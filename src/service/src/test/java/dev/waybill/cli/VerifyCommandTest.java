package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.Shell.Result;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.record.offline.VerificationReport;
import dev.waybill.verify.S3Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VerifyCommandTest {
  @TempDir Path home;
  private Shell shell;

  @BeforeEach
  void shell() {
    shell = new Shell(home);
  }

  @Test
  void verifiesS3UriOnlineWithoutSigningKey() {
    Result result = shell.run("verify", "s3://raw/incoming/a%20b?versionId=v1");

    assertThat(result).isEqualTo(new Result(0, "record    ok    as it should be\nverified\n", ""));
    assertThat(shell.calls).containsExactly(new S3Address("raw", "incoming/a b", "v1"));
  }

  @Test
  void exitsWith1WhenAFindingIsBad() {
    shell.report =
        new VerificationReport(
            List.of(
                VerificationFinding.ok("record", "r"),
                VerificationFinding.bad("digest", "differs"),
                VerificationFinding.open("version", "not checked")),
            true);

    Result result = shell.run("verify", "s3://raw/a");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .isEqualTo(
            """
            record    ok    r
            digest    bad   differs
            version   open  not checked
            NOT VERIFIED
            """);
  }

  @Test
  void rejectsVerdictWithoutFindings() {
    shell.report = new VerificationReport(List.of(), true);

    assertThat(shell.run("verify", "s3://raw/a").exitCode()).isEqualTo(1);
  }

  @Test
  void rejectsVerdictOfOpenFindingsOnly() {
    shell.report =
        new VerificationReport(
            List.of(VerificationFinding.open("digest", "no object given")), true);

    assertThat(shell.run("verify", "s3://raw/a").exitCode()).isEqualTo(1);
  }

  @Test
  void printsVerdictAsJson() throws Exception {
    shell.report =
        new VerificationReport(
            List.of(VerificationFinding.bad("signature", "does not hold")), true);

    JsonNode json = new ObjectMapper().readTree(shell.run("verify", "s3://b/k", "--json").out());

    assertThat(json.get("verified").asBoolean()).isFalse();
    assertThat(json.at("/findings/0/subject").asText()).isEqualTo("signature");
    assertThat(json.at("/findings/0/answer").asText()).isEqualTo("bad");
  }

  @Test
  void escapesVerdictForgedInADetail() {
    shell.report =
        new VerificationReport(
            List.of(VerificationFinding.bad("record", "x\nverified\u001b[2J\u202e")), true);

    assertThat(shell.run("verify", "s3://raw/a").out())
        .isEqualTo("record    bad   x\\u000averified\\u001b[2J\\u202e\nNOT VERIFIED\n");
  }

  @Test
  void verifiesRecordFileOffline() throws Exception {
    Path record = Files.writeString(home.resolve("r.sigstore.json"), "{}");
    Path key = pem("PUBLIC KEY", pair().getPublic());

    Result result = shell.run("verify", record.toString(), "--key", key.toString());

    assertThat(result)
        .isEqualTo(new Result(1, "record    bad   mediaType is missing\nNOT VERIFIED\n", ""));
    assertThat(shell.calls).isEmpty();
  }

  @Test
  void acceptsPublishedKeyByNameOnly() {
    shell.report =
        new VerificationReport(
            List.of(VerificationFinding.ok("record", "r"), VerificationFinding.open("trust", "t")),
            true);

    Result result = shell.run("verify", "s3://raw/a");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("\nNOT VERIFIED: ").contains("--trust-published");
    Result accepted = shell.run("verify", "s3://raw/a", "--trust-published");
    assertThat(accepted.exitCode()).isZero();
    assertThat(accepted.out()).endsWith("proves no signer (open: trust)\n");
  }

  @Test
  void rejectsArgumentInWhichTheLocaleLostCharacters() {
    Result result = shell.run("verify", "s3://raw/caf\uFFFD.bin");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("the locale cannot represent").contains("as %C3%A9");
    assertThat(shell.run("verify", "s3://raw/caf%EF%BF%BD.bin").exitCode()).isZero();
    assertThat(shell.calls).containsExactly(new S3Address("raw", "caf\uFFFD.bin", null));
  }

  @Test
  void rejectsCompressedRecordFileAsWrongUsage() throws Exception {
    Path record = Files.write(home.resolve("r.json"), new byte[] {0x1f, (byte) 0x8b, 8, 0});
    Path key = pem("PUBLIC KEY", pair().getPublic());

    Result result = shell.run("verify", record.toString(), "--key", key.toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("compressed with gzip");
  }

  @Test
  void rejectsWrongListOfChunksAsWrongUsage() throws Exception {
    Path record = Files.writeString(home.resolve("r.sigstore.json"), "{}");
    Path key = pem("PUBLIC KEY", pair().getPublic());
    Path zipped = Files.write(home.resolve("l"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

    for (Path list : List.of(zipped, home.resolve("absent"), home)) {
      Result result = shell.run("verify", record.toString(), "--key=" + key, "--chunks=" + list);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains("--chunks: ");
    }
    Path list = Files.writeString(home.resolve("list"), "");
    assertThat(
            shell.run("verify", record.toString(), "--key=" + key, "--chunks=" + list).exitCode())
        .isEqualTo(1);
  }

  @Test
  void rejectsOptionsThatContradictTheArgument() throws Exception {
    Path key = pem("PUBLIC KEY", pair().getPublic());

    assertThat(shell.run("verify", "s3://raw/a", "--chunks=" + key).exitCode()).isEqualTo(2);

    assertThat(shell.run("verify", "s3://raw/a", "--record-only").exitCode()).isEqualTo(2);
    assertThat(shell.run("verify", "s3://raw/a", "--trust-published", "--key=" + key).exitCode())
        .isEqualTo(2);
    assertThat(shell.calls).isEmpty();
  }

  @Test
  void rejectsRecordFileWithoutTrustedKey() throws Exception {
    Path record = Files.writeString(home.resolve("r.sigstore.json"), "{}");

    Result result = shell.run("verify", record.toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--key");
  }

  @Test
  void rejectsPrivateKeyGivenAsPublicKey() throws Exception {
    Path record = Files.writeString(home.resolve("r.sigstore.json"), "{}");
    Path key = pem("PRIVATE KEY", pair().getPrivate());

    Result result = shell.run("verify", record.toString(), "--key", key.toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("is not an elliptic-curve public key").contains("k.pem");
  }

  @Test
  void passesKeyToOnlineVerification() throws Exception {
    PublicKey key = pair().getPublic();
    Path pem = pem("PUBLIC KEY", key);

    assertThat(shell.run("verify", "s3://raw/a", "--key", pem.toString()).exitCode()).isZero();
    assertThat(shell.calls).containsExactly(new S3Address("raw", "a", null), key);
  }

  @Test
  void rejectsAbsentOrInvalidKeyFileOnline() throws Exception {
    Path none = Files.writeString(home.resolve("none.pem"), "none");

    for (String file : List.of(home + "/absent", none.toString())) {
      Result result = shell.run("verify", "s3://raw/a", "--key", file);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains("--key").contains(file);
    }
    assertThat(shell.calls).isEmpty();
  }

  @Test
  void rejectsAbsentObjectFile() {
    assertThat(shell.run("verify", "s3://raw/a", "--object", home + "/none").exitCode())
        .isEqualTo(2);
    assertThat(shell.calls).isEmpty();
  }

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private Path pem(String label, Key key) throws Exception {
    String base64 = Base64.getEncoder().encodeToString(key.getEncoded());
    return Files.writeString(
        home.resolve("k.pem"),
        "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
  }
}
