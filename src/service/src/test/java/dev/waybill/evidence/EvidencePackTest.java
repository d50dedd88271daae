package dev.waybill.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.RecordVerifier;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.offline.OfflineVerification;
import dev.waybill.record.offline.ProofEvidence;
import dev.waybill.record.offline.TrustedKeyFile;
import dev.waybill.record.offline.VerificationReport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvidencePackTest {
  private static final SamplePack SAMPLE = new SamplePack("a.txt");
  private static final Pattern SCRIPT = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

  @TempDir Path folder;

  private static Map<String, byte[]> unpacked(byte[] pack) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getTimeLocal()).isEqualTo(LocalDateTime.of(1980, 1, 1, 0, 0));
        files.put(entry.getName(), zip.readAllBytes());
      }
    }
    return files;
  }

  private static String page(Evidence evidence) throws IOException {
    byte[] page = unpacked(EvidencePack.write(evidence)).get(PackNames.PAGE);
    return new String(page, StandardCharsets.UTF_8);
  }

  @Test
  void writesTheSameBytesForTheSameEvidence() {
    Evidence evidence = SAMPLE.collected().build();

    assertThat(EvidencePack.write(evidence)).isEqualTo(EvidencePack.write(evidence));
  }

  @Test
  void hasFixedNamesAlsoForKeysThatLookLikePaths() throws IOException {
    SamplePack strange = new SamplePack("../../<script>alert(1)</script>/\u202e\n&amp;");

    Map<String, byte[]> files = unpacked(EvidencePack.write(strange.collected().build()));

    assertThat(files.keySet())
        .containsExactly(
            "README.txt",
            "verify.html",
            "record.sigstore.json",
            "keys/signer.pem",
            "log/record.tlog-proof",
            "log/entry.json",
            "log/checkpoint",
            "log/policy",
            "log/vkeys",
            "manifest.json",
            "SHA256SUMS");
    assertThat(new String(files.get("verify.html"), StandardCharsets.UTF_8))
        .doesNotContain("alert(1)");
  }

  @Test
  void statesTheDigestOfEachFile() throws IOException {
    Map<String, byte[]> files = unpacked(EvidencePack.write(SAMPLE.collected().build()));

    Map<String, String> sums = new LinkedHashMap<>();
    new String(files.get("SHA256SUMS"), StandardCharsets.UTF_8)
        .lines()
        .forEach(line -> sums.put(line.substring(66), line.substring(0, 64)));

    assertThat(sums).hasSize(files.size() - 1);
    sums.forEach(
        (name, sum) -> assertThat(Sha256.hash(files.get(name)).hex()).as(name).isEqualTo(sum));
    String manifest = new String(files.get("manifest.json"), StandardCharsets.UTF_8);
    assertThat(manifest).contains(sums.get("record.sigstore.json"), "trusted-keys");
  }

  @Test
  void isVerifiedByTheOfflineVerifier() throws IOException {
    Map<String, byte[]> files = unpacked(EvidencePack.write(SAMPLE.collected().build()));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey().replace('/', '_'));
      Files.write(path, file.getValue());
    }
    Path object = folder.resolve("object");
    Files.write(object, SamplePack.OBJECT);

    VerificationReport report =
        new OfflineVerification(
                new RecordVerifier(List.of(TrustedKeyFile.read(folder.resolve("keys_signer.pem")))))
            .verify(
                folder.resolve("record.sigstore.json"),
                object,
                ProofEvidence.read(
                    folder.resolve("log_record.tlog-proof"), folder.resolve("log_policy")),
                null);

    assertThat(report.isVerified()).isTrue();
  }

  @Test
  void allowsThePageItsOwnScriptAndStyleOnly() throws IOException {
    String page = page(SAMPLE.collected().build());

    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(VerifyPage.MAX_BYTES);
    assertThat(page.replace("&#39;", "'"))
        .contains(
            "content=\"default-src 'none'; script-src 'sha256-"
                + hash(SCRIPT, page)
                + "'; style-src 'sha256-"
                + hash(STYLE, page)
                + "'; base-uri 'none'; form-action 'none'\"")
        .doesNotContain("innerHTML", "eval(", "http:", "src=", "url(", "unsafe-", "onclick");
    assertThat(page.indexOf("Content-Security-Policy")).isLessThan(page.indexOf("<style>"));
  }

  private static String hash(Pattern element, String page) {
    Matcher found = element.matcher(page);
    assertThat(found.find()).isTrue();
    String content = found.group(1);
    assertThat(found.find()).isFalse();
    return Sha256.hash(content).base64();
  }

  @Test
  void leavesFilesThatDoNotFitOutOfThePageAndNamesThem() throws IOException {
    EvidenceBuilder pack = SAMPLE.collected();
    pack.add(PackNames.HISTORY, "x".repeat(VerifyPage.MAX_BYTES));
    pack.add(PackNames.EVENTS, "{}\n");

    String page = page(pack.build());

    assertThat(page.length()).isLessThan(VerifyPage.MAX_BYTES);
    assertThat(page)
        .contains("\"left\":[\"fixity/history.ndjson\"]")
        .contains(
            "\"trail/events.ndjson\":\""
                + Base64.getEncoder().encodeToString("{}\n".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void keepsTheDelegationInAPageThatIsFull() throws IOException {
    EvidenceBuilder pack = SAMPLE.collected();
    pack.add(PackNames.HISTORY, "x".repeat(VerifyPage.MAX_BYTES));
    pack.add(PackNames.DELEGATION, "{}");
    pack.add(PackNames.DELEGATOR, "key");

    assertThat(page(pack.build()))
        .contains("\"keys/delegation.sigstore.json\":\"e30=\"", "\"keys/delegator.pem\":\"a2V5\"");
  }

  @Test
  void showsReasonsAsText() throws IOException {
    EvidenceBuilder pack = SAMPLE.collected();
    pack.absent("events", "</pre><script>alert(1)</script>");

    assertThat(page(pack.build())).doesNotContain("<script>alert").contains("&lt;script&gt;alert");
  }
}
