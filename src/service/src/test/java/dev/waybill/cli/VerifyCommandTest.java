package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.Shell.Result;
import dev.waybill.verify.S3Address;
import dev.waybill.verify.VerificationResult;
import dev.waybill.verify.VerificationResult.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
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
    shell.verdict =
        new VerificationResult(
            List.of(
                Finding.ok("record", "r"),
                Finding.bad("digest", "differs"),
                Finding.open("version", "not checked")));

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
    shell.verdict = new VerificationResult(List.of());

    assertThat(shell.run("verify", "s3://raw/a").exitCode()).isEqualTo(1);
  }

  @Test
  void rejectsVerdictOfOpenFindingsOnly() {
    shell.verdict = new VerificationResult(List.of(Finding.open("digest", "no object given")));

    assertThat(shell.run("verify", "s3://raw/a").exitCode()).isEqualTo(1);
  }

  @Test
  void printsVerdictAsJson() throws Exception {
    shell.verdict = new VerificationResult(List.of(Finding.bad("signature", "does not hold")));

    JsonNode json = new ObjectMapper().readTree(shell.run("verify", "s3://b/k", "--json").out());

    assertThat(json.get("verified").asBoolean()).isFalse();
    assertThat(json.at("/findings/0/subject").asText()).isEqualTo("signature");
    assertThat(json.at("/findings/0/answer").asText()).isEqualTo("bad");
  }

  @Test
  void escapesVerdictForgedInADetail() {
    shell.verdict =
        new VerificationResult(List.of(Finding.bad("record", "x\nverified\u001b[2J\u202e")));

    assertThat(shell.run("verify", "s3://raw/a").out())
        .isEqualTo("record    bad   x\\u000averified\\u001b[2J\\u202e\nNOT VERIFIED\n");
  }

  @Test
  void verifiesRecordFileOfflineOnlyWithATrustedKey() throws Exception {
    Path record = Files.writeString(home.resolve("r.sigstore.json"), "{}");
    Path key = Files.writeString(home.resolve("k.pem"), "");

    assertThat(shell.run("verify", record.toString(), "--key", key.toString()).exitCode()).isZero();
    assertThat(shell.calls).containsExactly(record);

    Result without = shell.run("verify", record.toString());
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err()).contains("--key");
  }

  @Test
  void passesKeyToOnlineVerification() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    PublicKey key = generator.generateKeyPair().getPublic();
    String base64 = Base64.getEncoder().encodeToString(key.getEncoded());
    Path pem =
        Files.writeString(
            home.resolve("k.pem"),
            "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----\n");

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
}
