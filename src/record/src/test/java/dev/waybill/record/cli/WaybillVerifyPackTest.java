package dev.waybill.record.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.TestSigner;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor's program with an evidence pack, which is untrusted input. */
final class WaybillVerifyPackTest {
  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/a", "v1");
  private static final String RECORD = "record.sigstore.json";

  @TempDir Path folder;
  private final TestSigner signer = TestSigner.create();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private byte[] record;
  private Path pack;
  private Path object;
  private Path key;

  /** Writer of the files of a pack. */
  private interface PackContent {
    void write(ZipOutputStream zip) throws IOException;
  }

  @BeforeEach
  void writeFiles() throws Exception {
    record = signer.record(VERSION, Sha256.hash("abc"), 3);
    pack = folder.resolve("pack.zip");
    object = Files.writeString(folder.resolve("o"), "abc");
    key = Files.writeString(folder.resolve("pub.pem"), signer.pem());
  }

  private void pack(PackContent files) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(pack))) {
      files.write(zip);
    }
  }

  private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private int run(String... more) {
    String[] fixed = {pack.toString(), "--object", object.toString(), "--key", key.toString()};
    String[] all = Arrays.copyOf(fixed, fixed.length + more.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return new WaybillVerify(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(all);
  }

  private void assertRejected(String reason) {
    assertThat(run()).isEqualTo(WaybillVerify.USAGE);
    assertThat(err.toString(UTF_8)).contains("no evidence pack").contains(reason);
  }

  @Test
  void verifiesTheRecordOfPack() throws Exception {
    pack(
        zip -> {
          add(zip, "verify.html", new byte[100]);
          add(zip, RECORD, record);
        });

    assertThat(run()).isEqualTo(WaybillVerify.VERIFIED);
    Files.writeString(object, "abd");
    assertThat(run()).isEqualTo(WaybillVerify.MISMATCH);
  }

  @Test
  void ignoresTheKeyInThePack() throws Exception {
    TestSigner other = TestSigner.create();
    pack(
        zip -> {
          add(zip, RECORD, other.record(VERSION, Sha256.hash("abc"), 3));
          add(zip, "keys/signer.pem", other.pem().getBytes(UTF_8));
        });

    assertThat(run()).isEqualTo(WaybillVerify.MISMATCH);
  }

  @Test
  void policyNeedsPackWithProof() throws Exception {
    pack(zip -> add(zip, RECORD, record));

    assertThat(run("--policy", key.toString())).isEqualTo(WaybillVerify.USAGE);
    assertThat(err.toString(UTF_8)).contains("--proof and --policy belong together");
  }

  @Test
  void reportsMalformedProofOfPack() throws Exception {
    pack(
        zip -> {
          add(zip, RECORD, record);
          add(zip, "log/record.tlog-proof", "no proof\n".getBytes(UTF_8));
        });
    Path policy = Files.writeString(folder.resolve("policy"), "quorum none\n");

    assertThat(run("--policy", policy.toString())).isEqualTo(WaybillVerify.MISMATCH);
    assertThat(out.toString(UTF_8)).contains("malformed");
  }

  @Test
  void rejectsZipWithoutRecord() throws Exception {
    pack(zip -> add(zip, "other", record));

    assertRejected("it has no " + RECORD);
  }

  @Test
  void rejectsFileThatInflatesWithoutEnd() throws Exception {
    pack(
        zip -> {
          add(zip, "bomb", new byte[64 * 1024 * 1024]);
          add(zip, RECORD, record);
        });

    assertRejected("too large");
  }

  @Test
  void rejectsRecordThatIsTooLarge() throws Exception {
    pack(zip -> add(zip, RECORD, new byte[2 * 1024 * 1024]));

    assertRejected("too large");
  }

  @Test
  void rejectsTooManyFiles() throws Exception {
    pack(
        zip -> {
          for (int at = 0; at < 5000; at++) {
            add(zip, "file" + at, new byte[0]);
          }
          add(zip, RECORD, record);
        });

    assertRejected("too many files");
  }

  @Test
  void rejectsZipThatIsCutOff() throws Exception {
    pack(zip -> add(zip, RECORD, record));
    Files.write(pack, Arrays.copyOf(Files.readAllBytes(pack), 60));

    assertThat(run()).isEqualTo(WaybillVerify.USAGE);
  }
}
