package dev.waybill.record.cli;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.waybill.record.TestSigner;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WaybillVerifyTest {
  /** SHA-256 of "abc", FIPS 180-4's example. */
  private static final Sha256 ABC =
      new Sha256("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/a b", "v1");

  @TempDir Path folder;
  private final TestSigner signer = TestSigner.create();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path record;
  private Path object;
  private Path key;

  @BeforeEach
  void writeFiles() throws Exception {
    record = Files.write(folder.resolve("r.sigstore.json"), signer.record(VERSION, ABC, 3));
    object = Files.writeString(folder.resolve("o"), "abc");
    key = Files.writeString(folder.resolve("pub.pem"), signer.pem());
  }

  @Test
  void goodRecordAndObjectAreVerified() {
    assertThat(verify()).isEqualTo(0);
    assertThat(printed())
        .isEqualTo(
            """
            record    ok    custody statement, sealed 2030-01-02T03:04:05.678Z
            signature ok    ECDSA P-256 over the DSSE envelope
            key       ok    %s
            digest    ok    sha256 %s as recorded
            version   open  s3://raw/incoming/a%%20b?versionId=v1, not checked offline
            verified (open: version)
            """
                .formatted(signer.keyId(), ABC));
    assertThat(errors()).isEmpty();
  }

  @Test
  void recordAloneIsNotVerified() {
    assertThat(run(record.toString(), "--key", key.toString())).isEqualTo(1);
    assertThat(printed())
        .contains("digest    open  sha256 " + ABC + " recorded, no --object to compare")
        .endsWith(
            "OBJECT NOT COMPARED: give --object FILE, or accept it with --record-only"
                + " (open: digest, version)\n");
  }

  @Test
  void recordAloneIsAcceptedByNameOnly() {
    assertThat(run(record.toString(), "--key=" + key, "--record-only")).isEqualTo(0);
    assertThat(printed()).endsWith("record valid, object not compared (open: digest, version)\n");
    assertUsage(
        "--record-only and --object contradict each other",
        record.toString(),
        "--key=" + key,
        "--record-only",
        "--object=" + object);
  }

  @Test
  void oneOfSeveralTrustedKeysIsEnough() throws Exception {
    Path other = Files.writeString(folder.resolve("other.pem"), TestSigner.create().pem());

    assertThat(
            run(record.toString(), "--key", other.toString(), "--key=" + key, "--object=" + object))
        .isEqualTo(0);
  }

  @Test
  void jsonHasTheVerdict() {
    assertThat(run(record.toString(), "--key=" + key, "--object=" + object, "--json")).isEqualTo(0);
    assertThat(printed())
        .contains("\"verified\" : true", "\"objectCompared\" : true", "\"subject\" : \"digest\"");
  }

  @Test
  void changedObjectIsAMismatch() throws Exception {
    Files.writeString(object, "abd");
    assertMismatch("digest    bad ");
  }

  @Test
  void truncatedObjectIsAMismatch() throws Exception {
    Files.writeString(object, "ab");
    assertMismatch("size      bad   2 bytes, but recorded are 3");
  }

  @Test
  void emptyObjectIsAMismatch() throws Exception {
    Files.writeString(object, "");
    assertMismatch("size      bad   0 bytes, but recorded are 3");
  }

  @Test
  void objectOfAnotherLengthIsAMismatch() throws Exception {
    Files.writeString(object, "abcabc");
    assertMismatch("size      bad   6 bytes, but recorded are 3");
  }

  @Test
  void wrongKeyIsAMismatch() throws Exception {
    Files.writeString(key, TestSigner.create().pem());
    assertMismatch("key       bad   signed under a key that is not trusted");
  }

  /** The heap of the tests is smaller than the object. */
  @Test
  @Tag("heavy")
  void objectLargerThanTheHeapIsRead() throws Exception {
    long size = Runtime.getRuntime().maxMemory() + 1;
    assumeThat(size).as("bytes to hash").isLessThan(3L << 30);
    try (RandomAccessFile file = new RandomAccessFile(object.toFile(), "rw")) {
      file.setLength(size);
    }
    assertMismatch("size      bad   " + size + " bytes, but recorded are 3");
  }

  @Test
  void hugeRecordIsNotReadIntoMemory() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(record.toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    assertMismatch("record    bad   larger than 1 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not JSON", "[]", "null", "{", "{}", "{\"a\":1,\"a\":2}", "\u0000"})
  void recordThatIsNotABundleIsAMismatch(String content) throws Exception {
    Files.writeString(record, content);
    assertMismatch("record    bad ");
  }

  @Test
  void deeplyNestedRecordIsAMismatch() throws Exception {
    Files.writeString(record, "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000));
    assertMismatch("record    bad   is not well-formed JSON");
    Files.writeString(record, "[".repeat(1_000_000));
    assertMismatch("record    bad   is not well-formed JSON");
  }

  @Test
  void deeplyNestedStatementIsAMismatch() throws Exception {
    String nested = "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_000);
    Files.write(record, signer.seal(nested.getBytes(UTF_8)));
    assertMismatch("record    bad   is not well-formed JSON");
  }

  @Test
  void truncatedRecordIsAMismatchAtEveryLength() throws Exception {
    byte[] good = Files.readAllBytes(record);
    for (int length = 0; length < good.length; length += 7) {
      Files.write(record, Arrays.copyOf(good, length));
      assertThat(verify()).as("length " + length).isEqualTo(1);
    }
  }

  @Test
  void flippedBitIsNeverVerified() throws Exception {
    byte[] good = Files.readAllBytes(record);
    Random random = new Random(42);
    for (int flip = 0; flip < 500; flip++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(record, bad);
      assertThat(verify()).isEqualTo(1);
    }
    assertThat(errors()).isEmpty();
  }

  /** The attacker changes the digest and keeps the signature. */
  @Test
  void forgedDigestIsAMismatch() throws Exception {
    String text = Files.readString(record);
    int from = text.indexOf("\"payload\":\"") + "\"payload\":\"".length();
    int to = text.indexOf('"', from);
    String statement = new String(Base64.getDecoder().decode(text.substring(from, to)), UTF_8);
    String forged = statement.replace(ABC.hex(), "00".repeat(32));
    String payload = Base64.getEncoder().encodeToString(forged.getBytes(UTF_8));
    Files.writeString(record, text.substring(0, from) + payload + text.substring(to));

    assertMismatch("signature bad   does not verify");
  }

  @Test
  void controlCharactersOfTheKeyAreNotPrinted() throws Exception {
    ObjectVersion hostile = new ObjectVersion("raw\u001b[2J", "\r\nverified\u202e", "\u009b");
    Files.write(record, signer.record(hostile, ABC, 4));

    assertThat(verify()).isEqualTo(1);
    assertThat(printed().replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    assertThat(printed()).endsWith("\nNOT VERIFIED\n");
  }

  @Test
  void missingFilesAreUsageErrors() {
    String missing = folder.resolve("missing").toString();

    assertUsage("record file: cannot read " + missing, missing, "--key", key.toString());
    assertUsage("--key: cannot read " + missing, record.toString(), "--key", missing);
    assertUsage(
        "--object: cannot read " + missing,
        record.toString(),
        "--key=" + key,
        "--object=" + missing);
  }

  @Test
  void foldersAreUsageErrors() {
    assertUsage("record file: cannot read", folder.toString(), "--key", key.toString());
    assertUsage("--key: cannot read", record.toString(), "--key", folder.toString());
    assertUsage("--object: cannot read", record.toString(), "--key=" + key, "--object=" + folder);
  }

  @Test
  void unreadableObjectIsAUsageError() throws Exception {
    assumeThat(object.getFileSystem().supportedFileAttributeViews()).contains("posix");
    Files.setPosixFilePermissions(object, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(object)).as("root reads everything").isFalse();

    assertUsage("--object: cannot read", record.toString(), "--key=" + key, "--object=" + object);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"})
  void fileThatIsNotAKeyIsAUsageError(String content) throws Exception {
    Files.writeString(key, content);
    assertUsage(
        "is not an elliptic-curve public key (P-256) in PEM", record.toString(), "--key=" + key);
  }

  @Test
  void fileThatIsAnotherKindOfKeyIsNamed() throws Exception {
    byte[] der = signer.publicKey().getEncoded();
    assertKeyIsNamed("but a certificate; extract", "-----BEGIN CERTIFICATE-----\n".getBytes(UTF_8));
    assertKeyIsNamed("but binary (DER", der);
    assertKeyIsNamed("but compressed with gzip", gzip(signer.pem().getBytes(UTF_8)));
    assertKeyIsNamed(
        "but a text with a byte order mark", ("\uFEFF" + signer.pem()).getBytes(UTF_8));
    assertKeyIsNamed("but a text in UTF-16", signer.pem().getBytes(UTF_16));
    assertKeyIsNamed("but a private key; keep it secret", signer.privatePem().getBytes(UTF_8));
    assertKeyIsNamed("but a key in the form of OpenSSH", "ecdsa-sha2-nistp256 AA".getBytes(UTF_8));
    assertKeyIsNamed("but an empty file", new byte[0]);
    assertKeyIsNamed("but a record, not a key", Files.readAllBytes(record));
  }

  private void assertKeyIsNamed(String kind, byte[] content) throws Exception {
    Files.write(key, content);
    assertUsage(kind, record.toString(), "--key=" + key, "--object=" + object);
  }

  @Test
  void encodedRecordIsAUsageErrorAndNoMismatch() throws Exception {
    byte[] good = Files.readAllBytes(record);
    for (byte[] encoded :
        List.of(
            gzip(good),
            ("\uFEFF" + new String(good, UTF_8)).getBytes(UTF_8),
            new String(good, UTF_8).getBytes(UTF_16))) {
      Files.write(record, encoded);
      assertUsage("record file: " + record + " is ", record.toString(), "--key=" + key);
    }
  }

  private static byte[] gzip(byte[] content) throws Exception {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return compressed.toByteArray();
  }

  @Test
  void argumentThatTheLocaleCannotRepresentIsAUsageError() {
    assertUsage("set LC_ALL=C.UTF-8", "caf\uFFFD.sigstore.json", "--key=" + key);
  }

  @Test
  void privateKeyIsAUsageErrorAndIsNotPrinted() throws Exception {
    Files.writeString(key, signer.privatePem());
    assertUsage("is not an elliptic-curve public key", record.toString(), "--key=" + key);
    assertThat(errors()).doesNotContain("PRIVATE");
  }

  @Test
  void wrongUsagePointsToTheHelp() {
    assertUsage("unknown option --verbose; see waybill-verify --help", "--verbose");
    assertUsage("give a record file; see waybill-verify --help");
    assertUsage("unknown option --\\u001b[2J", "--\u001b[2J");
  }

  @Test
  void helpExplainsTheExitCodes() {
    assertThat(run("--help")).isEqualTo(0);
    assertThat(printed()).startsWith("Usage: waybill-verify RECORD").contains("Exit codes: 0 ");
    assertThat(printed().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void versionNamesTheProgramAndTheJavaVersion() {
    assertThat(run("--version")).isEqualTo(0);
    assertThat(printed()).startsWith("waybill-verify ").contains("Java " + Runtime.version());
  }

  private int verify() {
    return run(record.toString(), "--key", key.toString(), "--object", object.toString());
  }

  private void assertMismatch(String finding) {
    assertThat(verify()).as(printed() + errors()).isEqualTo(1);
    assertThat(printed()).contains(finding).endsWith("\nNOT VERIFIED\n");
    assertThat(errors()).isEmpty();
  }

  private void assertUsage(String message, String... args) {
    assertThat(run(args)).isEqualTo(2);
    assertThat(errors()).startsWith("waybill-verify: ").contains(message);
    assertThat(errors().lines()).hasSize(1);
    assertThat(printed()).isEmpty();
  }

  private int run(String... args) {
    out.reset();
    err.reset();
    return new WaybillVerify(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(args);
  }

  private String printed() {
    return out.toString(UTF_8);
  }

  private String errors() {
    return err.toString(UTF_8);
  }
}
