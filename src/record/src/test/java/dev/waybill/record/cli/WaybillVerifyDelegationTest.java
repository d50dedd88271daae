package dev.waybill.record.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.SampleDelegation;
import dev.waybill.record.TestSigner;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of delegated keys in files, with their delegations. */
final class WaybillVerifyDelegationTest {
  private final TestSigner kms = TestSigner.create();
  private final TestSigner delegate = TestSigner.create();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  @TempDir Path folder;
  private Path record;
  private Path object;
  private Path key;

  @BeforeEach
  void writeFiles() throws Exception {
    ObjectVersion version = new ObjectVersion("raw", "incoming/a", "v1");
    byte[] sealed = delegate.record(version, Sha256.hash("abc"), 3);
    record = Files.write(folder.resolve("r.sigstore.json"), sealed);
    object = Files.writeString(folder.resolve("o"), "abc");
    key = Files.writeString(folder.resolve("kms.pem"), kms.pem());
  }

  @Test
  void verifiesRecordWithItsDelegation() throws Exception {
    Path delegation = file(SampleDelegation.of(delegate).by(kms));
    Path other = file(SampleDelegation.of(TestSigner.create()).by(kms));

    assertThat(verify(record, object, other, delegation)).isZero();
    assertThat(printed())
        .contains("delegated ok    by " + kms.keyId() + " until " + SampleDelegation.UNTIL)
        .contains("time      open  2030-01-02T03:04:05.678Z as stated is within the delegation")
        .endsWith("verified (open: time, version)\n");
  }

  @Test
  void rejectsRecordWithoutItsDelegation() throws Exception {
    assertThat(verify(record, object)).isEqualTo(1);
    assertThat(printed()).contains("key       bad   signed under a key that is not trusted");
  }

  @Test
  void namesTheDefectOfEachOtherDelegation() throws Exception {
    Path foreign = file(SampleDelegation.of(delegate).by(TestSigner.create()));
    Path ofOther = file(SampleDelegation.of(TestSigner.create()).by(kms));
    Path noDelegation = file("{}".getBytes(UTF_8));

    assertThat(verify(record, object, foreign)).isEqualTo(1);
    assertThat(printed()).contains("delegated bad   delegation-untrusted");
    assertThat(verify(record, object, ofOther)).isEqualTo(1);
    assertThat(printed()).contains("delegated bad   delegation-of-other-key");
    assertThat(verify(record, object, noDelegation)).isEqualTo(1);
    assertThat(printed()).contains("delegated bad   delegation-malformed");
  }

  @Test
  void missingFileIsWrongUsage() {
    assertThat(verify(record, object, folder.resolve("absent"))).isEqualTo(2);
  }

  @Test
  void verifiesTheDelegationItselfWithThePublishedKey() throws Exception {
    Path delegation = file(SampleDelegation.of(delegate).by(kms));
    Path published = Files.writeString(folder.resolve("delegated.pem"), delegate.pem());

    assertThat(verify(delegation, published)).isZero();
    assertThat(printed()).contains("record    ok    delegation to " + delegate.keyId());
    assertThat(verify(delegation, key)).as("another key").isEqualTo(1);
  }

  @Test
  void readsTheDelegationInAPack() throws Exception {
    Path pack = folder.resolve("pack.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(pack))) {
      zip.putNextEntry(new ZipEntry("record.sigstore.json"));
      zip.write(Files.readAllBytes(record));
      zip.putNextEntry(new ZipEntry("keys/delegation.sigstore.json"));
      zip.write(SampleDelegation.of(delegate).by(kms));
    }
    Path foreign = file(SampleDelegation.of(delegate).by(TestSigner.create()));

    assertThat(verify(pack, object)).isZero();
    assertThat(verify(pack, object, foreign)).as("the given one counts").isEqualTo(1);
  }

  private Path file(byte[] content) throws Exception {
    return Files.write(Files.createTempFile(folder, "delegation", ".sigstore.json"), content);
  }

  private int verify(Path file, Path subject, Path... delegations) {
    out.reset();
    String[] args = new String[5 + 2 * delegations.length];
    args[0] = file.toString();
    args[1] = "--object";
    args[2] = subject.toString();
    args[3] = "--key";
    args[4] = key.toString();
    for (int at = 0; at < delegations.length; at++) {
      args[5 + 2 * at] = "--delegation";
      args[6 + 2 * at] = delegations[at].toString();
    }
    PrintStream stream = new PrintStream(out, true, UTF_8);
    return new WaybillVerify(stream, stream).run(args);
  }

  private String printed() {
    return out.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
