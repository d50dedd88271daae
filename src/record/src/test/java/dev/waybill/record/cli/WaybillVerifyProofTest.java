package dev.waybill.record.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.RecordKey;
import dev.waybill.record.TestSigner;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.LogProof;
import dev.waybill.record.log.NoteTestKey;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor's program with a proof of the log of records. */
final class WaybillVerifyProofTest {
  private static final String ORIGIN = "caa304-provenance/log";
  private static final Sha256 ABC = Sha256.hash("abc");
  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/a b", "v1");
  private static final NoteTestKey LOG = NoteTestKey.ofLog(ORIGIN);
  private static final NoteTestKey WITNESS = NoteTestKey.ofWitness("witness.example/w");
  private static final TreeHash SIBLING = TreeHash.ofEntry("sibling".getBytes(UTF_8));

  @TempDir Path folder;
  private final TestSigner signer = TestSigner.create();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Path record;
  private Path object;
  private Path key;
  private Path proof;
  private Path policy;

  @BeforeEach
  void writeFiles() throws Exception {
    record = Files.write(folder.resolve("r.sigstore.json"), signer.record(VERSION, ABC, 3));
    object = Files.writeString(folder.resolve("o"), "abc");
    key = Files.writeString(folder.resolve("pub.pem"), signer.pem());
    proof = folder.resolve("r.tlog-proof");
    prove(entry(VERSION, ABC, 3));
    policy = folder.resolve("policy");
    writePolicy("w");
  }

  private void writePolicy(String quorum) throws Exception {
    Files.writeString(
        policy, "log " + LOG.key() + "\nwitness w " + WITNESS.key() + "\nquorum " + quorum + "\n");
  }

  private LogEntry entry(ObjectVersion version, Sha256 sha256, long size) throws Exception {
    return new LogEntry(
        EntryKind.SEAL,
        RecordKey.of(version),
        Sha256.hash(Files.readAllBytes(record)),
        version,
        size,
        null,
        sha256,
        null,
        TestSigner.SEALED);
  }

  /** Writes the proof of a log of two entries. */
  private void prove(LogEntry entry) throws Exception {
    TreeHash root = TreeHash.ofNode(SIBLING, entry.leafHash());
    String text = new Checkpoint(ORIGIN, 2, root).text();
    long time = 1_800_000_000;
    SignedNote note = new SignedNote(text, List.of(LOG.sign(text, time), WITNESS.sign(text, time)));
    Files.write(proof, new LogProof(1, List.of(SIBLING), note, entry.bytes()).bytes());
  }

  private int run(String... args) {
    return new WaybillVerify(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(args);
  }

  private int verify() {
    out.reset();
    return run(
        record.toString(),
        "--key=" + key,
        "--object=" + object,
        "--proof=" + proof,
        "--policy",
        policy.toString());
  }

  private void assertBad(String detail) {
    assertThat(verify()).isEqualTo(1);
    assertThat(out.toString(UTF_8))
        .contains("log       bad   " + detail)
        .endsWith("NOT VERIFIED\n");
    assertThat(err.toString(UTF_8)).isEmpty();
  }

  @Test
  void verifiesRecordWithItsPlaceInTheLog() {
    assertThat(verify()).isEqualTo(0);
    assertThat(out.toString(UTF_8))
        .contains(
            "log       ok    entry 1 of 2 in caa304-provenance/log,"
                + " cosigned by w at 2027-01-15T08:00:00Z\n")
        .endsWith("verified (open: version)\n");
  }

  @Test
  void tellsThatNoWitnessIsKnown() throws Exception {
    Files.writeString(policy, "log " + LOG.key() + "\nquorum none\n");

    assertThat(verify()).isEqualTo(0);
    assertThat(out.toString(UTF_8)).contains("entry 1 of 2 in caa304-provenance/log, no witness");
  }

  @Test
  void printsThePlaceInTheLogAsJson() {
    assertThat(
            run(
                record.toString(),
                "--key=" + key,
                "--record-only",
                "--json",
                "--proof=" + proof,
                "--policy=" + policy))
        .isEqualTo(0);
    assertThat(out.toString(UTF_8)).contains("\"subject\" : \"log\"", "\"answer\" : \"ok\"");
  }

  @Test
  void rejectsProofOfAnotherRecord() throws Exception {
    Files.write(record, signer.record(VERSION, ABC, 3));

    assertBad("other-record: the entry states a record with the sha256 ");
  }

  @Test
  void rejectsEntryThatMisstatesItsRecord() throws Exception {
    prove(entry(new ObjectVersion("raw", "incoming/a b", "v2"), ABC, 3));
    assertBad("other-record: the entry states s3://raw/incoming/a%20b?versionId=v2 otherwise");
    prove(entry(VERSION, Sha256.hash("abd"), 3));
    assertBad("other-record: ");
    prove(entry(VERSION, ABC, 4));
    assertBad("other-record: ");
  }

  @Test
  void rejectsProofThatThePolicyDoesNotAccept() throws Exception {
    Files.writeString(policy, "log " + NoteTestKey.ofLog(ORIGIN).key() + "\nquorum none\n");
    assertBad("not-signed: no accepted log signed as caa304-provenance/log");
    Files.writeString(
        policy,
        "log " + LOG.key() + "\nwitness v " + NoteTestKey.ofWitness("v").key() + "\nquorum v\n");
    assertBad("no-quorum: 0 witnesses cosigned, fewer than the policy needs");
  }

  @Test
  void rejectsProofThatIsCutOffAtEveryLength() throws Exception {
    byte[] good = Files.readAllBytes(proof);
    for (int length = 0; length < good.length; length += 13) {
      Files.write(proof, Arrays.copyOf(good, length));
      assertBad("");
    }
    Files.write(proof, new byte[2_000_000]);
    assertBad("malformed: the proof has more than ");
  }

  @Test
  void printsNoControlCharacterOfProof() throws Exception {
    prove(entry(new ObjectVersion("raw\u001b[2J", "\r\nlog ok\u202e", "\u009b"), ABC, 3));

    assertThat(verify()).isEqualTo(1);
    assertThat(out.toString(UTF_8).replace("\n", "")).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
  }

  @Test
  void rejectsFilesThatAreNoPolicyAsUsage() throws Exception {
    writePolicy("v");
    assertUsage(policy + " is no policy: line 3: v is not defined on a line above");
    try (GZIPOutputStream gzip = new GZIPOutputStream(Files.newOutputStream(proof))) {
      gzip.write(1);
    }
    assertUsage(proof + " is compressed with gzip");
    Files.delete(proof);
    assertUsage("--proof: cannot read " + proof);
  }

  @Test
  void needsPolicyWithProof() {
    for (String option : List.of("--proof=" + proof, "--policy=" + policy)) {
      assertThat(run(record.toString(), "--key=" + key, "--object=" + object, option)).isEqualTo(2);
      assertThat(err.toString(UTF_8)).contains("--proof and --policy belong together");
    }
    assertThat(run(record.toString(), "--proof=" + proof, "--proof=" + proof)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("--proof is given twice; give one file");
  }

  private void assertUsage(String message) {
    err.reset();
    assertThat(verify()).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains(message);
    assertThat(out.toString(UTF_8)).isEmpty();
  }

  @Test
  void verifiesStatementOverCycleWithItsPlaceInTheLog() throws Exception {
    String statement =
        """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":\
        "fixity/result/20261129T192300Z/","digest":{"sha256":"%s"}}],"predicateType":\
        "https://waybill.dev/attestation/fixity/v1","predicate":{"ended":"2026-12-29T12:00:00Z"}}\
        """
            .formatted(ABC);
    Files.write(record, signer.seal(statement.getBytes(UTF_8)));
    String key = "fixity/cycle/20261129T192300Z.sigstore.json";
    prove(statementEntry(EntryKind.FIXITY_CYCLE, key));
    assertThat(verify()).isZero();
    assertThat(out.toString(UTF_8)).contains("log       ok    entry 1 of 2");
    prove(statementEntry(EntryKind.SEAL, key));
    assertBad("");
    prove(statementEntry(EntryKind.FIXITY_CYCLE, key + "x"));
    assertBad("");
    prove(entry(VERSION, ABC, 3));
    assertBad("");
  }

  @Test
  void verifiesStatementOverReconciliationWithItsPlaceInTheLog() throws Exception {
    String statement =
        """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"prov/log","digest":\
        {"sha256":"%s"}}],"predicateType":"https://waybill.dev/attestation/reconciliation/v1",\
        "predicate":{"day":"2026-11-29","asOf":"2026-11-29T12:00:00Z"}}\
        """
            .formatted(ABC);
    Files.write(record, signer.seal(statement.getBytes(UTF_8)));
    String key = "reconcile/2026-11-29.sigstore.json";
    prove(statementEntry(EntryKind.RECONCILIATION, key));
    assertThat(verify()).isZero();
    assertThat(out.toString(UTF_8))
        .contains(
            "statement over the reconciliation of 2026-11-29", "log       ok    entry 1 of 2");
    prove(statementEntry(EntryKind.FIXITY_CYCLE, key));
    assertBad("");
  }

  private LogEntry statementEntry(EntryKind kind, String key) throws Exception {
    Sha256 digest = Sha256.hash(Files.readAllBytes(record));
    return new LogEntry(
        kind,
        key,
        digest,
        new ObjectVersion("provenance", key, "v"),
        9,
        null,
        digest,
        null,
        TestSigner.SEALED);
  }
}
