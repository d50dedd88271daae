package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.cli.LogService.Cosigner;
import dev.waybill.cli.LogService.Defect;
import dev.waybill.cli.LogService.NewKeys;
import dev.waybill.cli.LogService.Proven;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.LogProof;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.verify.S3Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class LogCommandTest {
  private static final Instant AT = Instant.parse("2030-01-01T12:00:00Z");
  private static final LogProof PROOF =
      new LogProof(
          7,
          List.of(TreeHash.EMPTY_ROOT),
          new SignedNote("log\n9\nx\n", List.of(NoteSignature.of("log", 1, new byte[64]))),
          null);
  private static final SignedNote CHECKPOINT =
      new SignedNote(
          new Checkpoint("log", 0, TreeHash.EMPTY_ROOT).text(),
          List.of(NoteSignature.of("log", 1, new byte[64])));
  private static final Proven PROVEN =
      new Proven("s3://provenance/records/x", "", PROOF, 9, List.of(new Cosigner("w1", AT)));

  @TempDir Path home;
  private final List<Object> calls = new ArrayList<>();
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private Proven proven = PROVEN;
  private List<VerificationFinding> findings = List.of(VerificationFinding.ok("checkpoint", "ok"));
  private List<Defect> defects = List.of();
  private long size = 9;

  private Shell.Result run(String... args) {
    GlobalOptions options = new GlobalOptions(Map.of());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        WaybillCommand.commandLine(options, new LogCommand(options, new FakeLog(), raw));
    List<String> all = new ArrayList<>(List.of("--home", home.toString(), "log"));
    all.addAll(List.of(args));
    int code =
        line.setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Shell.Result(code, out.toString(), err.toString());
  }

  private static JsonNode json(Shell.Result result) throws IOException {
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void writesProofAndTellsIndexAndCosignatures() throws IOException {
    Path file = home.resolve("a.tlog-proof");

    Shell.Result result = run("prove", "s3://raw/incoming/a?versionId=v", "-o", file.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(
            "record       s3://provenance/records/x\n"
                + "index        7 of 9\n"
                + "cosigned by  w1 at 2030-01-01T12:00:00Z\n"
                + "proof        "
                + file
                + "\n");
    assertThat(Files.readAllBytes(file)).isEqualTo(PROOF.bytes());
    assertThat(calls).containsExactly(new S3Address("raw", "incoming/a", "v"));
  }

  @Test
  void writesProofToStandardOutputAndTheRestToStandardError() {
    Shell.Result result = run("prove", "s3://raw/a", "-o", "-");

    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("index        7 of 9").doesNotContain("proof");
    assertThat(raw.toByteArray()).isEqualTo(PROOF.bytes());
  }

  @Test
  void printsResultOfProofAsJson() throws IOException {
    Path file = home.resolve("a.tlog-proof");

    JsonNode json = json(run("prove", "s3://raw/a", "--json", "-o", file.toString()));

    assertThat(json.path("proven").asBoolean()).isTrue();
    assertThat(json.path("index").asLong()).isEqualTo(7);
    assertThat(json.path("cosignatures").path(0).path("witness").asText()).isEqualTo("w1");
    assertThat(json.path("file").asText()).isEqualTo(file.toString());
  }

  @Test
  void exitsWith1AndWritesNothingWhenTheLogLacksTheRecord() throws IOException {
    proven =
        new Proven("s3://provenance/x", "log-record-missing: it\u001b is not", null, 9, List.of());
    Path file = home.resolve("a.tlog-proof");

    Shell.Result result = run("prove", "s3://raw/a", "-o", file.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).endsWith("NOT PROVEN: log-record-missing: it\\u001b is not\n");
    assertThat(file).doesNotExist();
    assertThat(json(run("prove", "s3://raw/a", "--json")).path("proven").asBoolean()).isFalse();
  }

  @Test
  void writesProofWithoutQuorumAndExitsWith1() {
    proven = new Proven("s3://provenance/x", "no quorum yet", PROOF, 9, List.of());
    Path file = home.resolve("a.tlog-proof");

    assertThat(run("prove", "s3://raw/a", "-o", file.toString()).exitCode()).isEqualTo(1);
    assertThat(file).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"incoming/a", "s3://raw", "s3://raw/"})
  void rejectsAddressThatNamesNoObject(String subject) {
    Shell.Result result = run("prove", subject);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("must be s3://bucket/key");
    assertThat(calls).isEmpty();
  }

  @Test
  void rejectsJsonAndProofOnTheSameOutput() {
    assertThat(run("prove", "s3://raw/a", "--json", "-o", "-").exitCode()).isEqualTo(2);
    assertThat(calls).isEmpty();
  }

  @Test
  void namesFileThatCannotBeWritten() {
    Shell.Result result = run("prove", "s3://raw/a", "-o", home.resolve("no/folder").toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("no/folder failed").contains("name another with -o");
  }

  @Test
  void namesDefaultFileForTheLastPartOfTheKey() {
    assertThat(ProofFile.path(null, new S3Address("raw", "incoming/a b\u001b.csv", null)))
        .isEqualTo(Path.of("a_b_.csv.tlog-proof"));
    assertThat(ProofFile.path(null, new S3Address("raw", "x/..", null)))
        .isEqualTo(Path.of("_...tlog-proof"));
    assertThat(ProofFile.path(null, new S3Address("raw", "x/", null)))
        .isEqualTo(Path.of("_.tlog-proof"));
    assertThat(ProofFile.path(null, new S3Address("raw", "-rf", null)))
        .isEqualTo(Path.of("_-rf.tlog-proof"));
  }

  @Test
  void printsFindingsOfVerificationWithExitCodeOfTheWorst() throws IOException {
    findings =
        List.of(
            VerificationFinding.ok("checkpoint", "9 entries"),
            VerificationFinding.open("timestamp", "none"));
    assertThat(run("verify"))
        .isEqualTo(
            new Shell.Result(
                0, "checkpoint   ok    9 entries\ntimestamp    open  none\nverified\n", ""));

    findings = List.of(findings.get(0), VerificationFinding.bad("anchor", "log-x: \u0007"));
    Shell.Result result = run("verify");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).endsWith("anchor       bad   log-x: \\u0007\nNOT VERIFIED\n");
    assertThat(json(run("verify", "--json")).path("verified").asBoolean()).isFalse();

    findings = List.of();
    assertThat(run("verify").exitCode()).isEqualTo(1);
  }

  @Test
  void printsDefectsByNameWithExitCode1() throws IOException {
    assertThat(run("fsck")).isEqualTo(new Shell.Result(0, "9 entries, no defects\n", ""));
    size = 1;
    assertThat(run("fsck").out()).isEqualTo("1 entry, no defects\n");
    size = 3_000_001;
    defects = List.of(new Defect("log-tile-changed", "log/tile/0/000", "other\u001b bytes"));

    Shell.Result result = run("fsck");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .isEqualTo(
            "log-tile-changed  log/tile/0/000  other\\u001b bytes\n3000001 entries, DEFECTS: 1\n");
    assertThat(result.err())
        .isEqualTo("1000000 entries checked\n2000000 entries checked\n3000000 entries checked\n");
    JsonNode json = json(run("fsck", "--json"));
    assertThat(json.path("defects").path(0).path("rule").asText()).isEqualTo("log-tile-changed");
    size = -1;
    assertThat(run("fsck").out()).endsWith("no valid checkpoint, DEFECTS: 1\n");
    assertThat(json(run("fsck", "--json")).path("size").isNull()).isTrue();
  }

  @Test
  void comparesCheckpointOfFileWithTheLog() throws IOException {
    Path file = Files.write(home.resolve("checkpoint"), CHECKPOINT.bytes());

    assertThat(run("consistency", file.toString()).exitCode()).isZero();
    assertThat(calls).containsExactly(new String(CHECKPOINT.bytes(), StandardCharsets.UTF_8));
    assertThat(run("consistency").exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\u0001", "note", "log\n9\n", "log\nnine\nx\n\n\u2014 log AAAAAAA=\n"})
  void rejectsFileThatIsNoCheckpointByItsNameAsWrongUsage(String content) throws IOException {
    Path file = Files.writeString(home.resolve("checkpoint"), content);

    Shell.Result result = run("consistency", file.toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("waybill log consistency: " + file + ": ")
        .contains("give the unchanged copy of a checkpoint");
    assertThat(calls).isEmpty();
  }

  @Test
  void rejectsFileThatIsTooLargeForACheckpointAsWrongUsage() throws IOException {
    Path file = Files.write(home.resolve("checkpoint"), new byte[SignedNote.MAX_BYTES + 1]);

    Shell.Result result = run("consistency", file.toString());

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(file + ": the note has more than 1000000 bytes");
  }

  @Test
  void rejectsCheckpointThatCannotBeReadAsWrongUsage() {
    Shell.Result missing = run("consistency", home.resolve("none").toString());
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err()).contains("cannot read " + home.resolve("none"));

    Shell.Result directory = run("consistency", home.toString());
    assertThat(directory.exitCode()).isEqualTo(2);
    assertThat(directory.err()).contains(home + " is a directory");
  }

  @Test
  void printsOnlyPrivateKeysToStandardOutput() {
    Shell.Result result = run("key", "example.org/log");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("PRIVATE+KEY+1\nPRIVATE+KEY+2\n");
    assertThat(result.err())
        .contains("waybill.record-log.keys")
        .contains("public key v1")
        .doesNotContain("PRIVATE");
  }

  @Test
  void namesTheSubcommandsWhenNoneIsGiven() {
    Shell.Result result = run();

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("prove, verify, fsck, consistency or key is missing");
  }

  private final class FakeLog implements LogService {
    @Override
    public Proven prove(LoadedSettings settings, S3Address address, Consumer<String> progress) {
      calls.add(address);
      return proven;
    }

    @Override
    public List<VerificationFinding> verify(LoadedSettings settings) {
      return findings;
    }

    @Override
    public long fsck(LoadedSettings settings, Consumer<Defect> found, LongConsumer progress) {
      for (long at = 0; at <= size; at += 100_000) {
        progress.accept(at);
      }
      defects.forEach(found);
      return size;
    }

    @Override
    public List<VerificationFinding> consistency(LoadedSettings settings, byte[] note) {
      calls.add(new String(note, StandardCharsets.UTF_8));
      return findings;
    }

    @Override
    public NewKeys key(String name) {
      return new NewKeys("PRIVATE+KEY+1\nPRIVATE+KEY+2\n", List.of("v1", "v2"));
    }
  }
}
