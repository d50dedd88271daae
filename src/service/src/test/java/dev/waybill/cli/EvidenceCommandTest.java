package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.evidence.EvidenceBuilder;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.verify.S3Address;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EvidenceCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<S3Address> asked = new ArrayList<>();
  private String problem = "";

  private int run(String... args) {
    GlobalOptions options = new GlobalOptions(Map.of());
    List<String> all = new ArrayList<>(List.of("--home", folder.toString(), "evidence"));
    all.addAll(List.of(args));
    return WaybillCommand.commandLine(options, new EvidenceCommand(options, this::collect))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private EvidenceService.Collected collect(
      Object settings, S3Address address, Consumer<String> progress) {
    asked.add(address);
    EvidenceBuilder pack = new EvidenceBuilder(new ObjectVersion("raw", "a\nb", "v1"));
    pack.absent("events", "audits are off\u001b[2J");
    return new EvidenceService.Collected(pack.build(), "s3://provenance/records/x", problem);
  }

  @Test
  void writesThePackAndNamesWhatIsAbsent() throws IOException {
    Path pack = folder.resolve("p.zip");

    assertThat(run("s3://raw/a%0Ab?versionId=v1", "-o", pack.toString())).isZero();

    assertThat(asked).containsExactly(new S3Address("raw", "a\nb", "v1"));
    assertThat(Files.readAllBytes(pack)).startsWith('P', 'K', 3, 4);
    assertThat(out.toString())
        .contains(
            "s3://raw/a%0Ab?versionId=v1", "absent  events: audits are off\\u001b[2J", "sha256");
  }

  @Test
  void writesThePackAlsoWhenTheLogDoesNotProveTheRecord() {
    problem = "log-record-missing: no entry is of this record";
    Path pack = folder.resolve("p.zip");

    assertThat(run("s3://raw/a", "-o", pack.toString())).isEqualTo(1);

    assertThat(pack).exists();
    assertThat(out.toString()).contains("NOT PROVEN: log-record-missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"raw/a", "s3://raw", "s3://raw/a?versionId=", ""})
  void rejectsTextThatIsNoAddress(String address) {
    assertThat(run(address, "-o", folder.resolve("p.zip").toString())).isEqualTo(2);
    assertThat(asked).isEmpty();
  }

  @Test
  void needsFileToWrite() {
    assertThat(run("s3://raw/a")).isEqualTo(2);
    assertThat(run("s3://raw/a", "-o", folder.resolve("no/p.zip").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--output", "name another with -o");
  }
}
