package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.settings.LoadedSettings;
import dev.waybill.trail.RegionResult;
import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailFaultKind;
import dev.waybill.trail.TrailResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class TrailCommandTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final RegionTrail PLACE =
      new RegionTrail("AWSLogs/111122223333/", "111122223333", "eu-central-1");

  @TempDir Path home;
  private final List<Instant> spans = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private List<RegionResult> regions = List.of();

  private final class Answers implements TrailService {
    @Override
    public TrailResult verify(
        Path home, LoadedSettings settings, Instant since, Consumer<RegionResult> progress) {
      spans.add(since);
      regions.forEach(progress);
      return new TrailResult(regions);
    }
  }

  private int run(String... arguments) {
    GlobalOptions options = new GlobalOptions(Map.of());
    CommandLine line =
        WaybillCommand.commandLine(
            options, new TrailCommand(options, new Answers(), Clock.fixed(NOW, ZoneOffset.UTC)));
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    List<String> all = new ArrayList<>(List.of("--home", home.toString()));
    all.addAll(List.of(arguments));
    return line.execute(all.toArray(String[]::new));
  }

  private static RegionResult region(TrailFault... faults) {
    return new RegionResult(
        PLACE, "main", 7, NOW, NOW.plusSeconds(3600), List.of(), List.of(), List.of(faults));
  }

  private static TrailFault fault(TrailFaultKind kind) {
    return new TrailFault(kind, "s3://logs/AWSLogs/a\u001b[2J", "v1", "plain words");
  }

  @Test
  void printsVerifiedRegionsAndSucceeds() {
    regions = List.of(region());

    assertThat(run("trail", "verify")).isZero();
    assertThat(out.toString())
        .contains("111122223333 eu-central-1: 0 digests and 7 log files verified")
        .contains("verified: every log file");
    assertThat(err.toString()).contains("7 log files, 0 faults");
    assertThat(spans).containsExactly(NOW.minusSeconds(86_400));
  }

  @Test
  void printsFaultWithoutControlCharactersAndFails() {
    regions = List.of(region(fault(TrailFaultKind.LOG_ALTERED)));

    assertThat(run("trail", "verify")).isEqualTo(ExitCode.FINDING);
    assertThat(out.toString()).contains("log-altered", "plain words", "BROKEN");
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void givesNoVerdictForUnreadableFile() {
    regions = List.of(region(fault(TrailFaultKind.LOG_UNREADABLE)));

    assertThat(run("trail", "verify")).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(out.toString()).contains("NOT VERIFIED: some files could not be read");
  }

  @Test
  void saysThatThereIsNoDigestYet() {
    regions =
        List.of(
            new RegionResult(region().place(), "", 0, null, null, List.of(), List.of(), List.of()));

    assertThat(run("trail", "verify")).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(out.toString())
        .contains("eu-central-1: no digest is verified; CloudTrail delivers one an hour")
        .contains("NOT VERIFIED: a region has no digest of this time yet");
    assertThat(out.toString() + err).doesNotContain("null", "could not be read");
  }

  @Test
  void givesNoVerdictWithoutAnyFile() {
    assertThat(run("trail", "verify")).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(out.toString()).contains("NOT VERIFIED: the bucket has no digest");
  }

  @Test
  void printsJson() {
    regions = List.of(region(fault(TrailFaultKind.LOG_UNNAMED)));

    assertThat(run("trail", "verify", "--json")).isEqualTo(ExitCode.FINDING);
    assertThat(out.toString())
        .containsIgnoringWhitespaces(
            "\"verified\":false,\"complete\":true,\"regions\":[{\"trail\":\"main\"",
            "\"faults\":[{\"kind\":\"log-unnamed\"",
            "\"version\":\"v1\",\"reason\":\"plain words\"}]");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-01, 2026-11-01T00:00:00Z",
    "2026-11-01T12:30:00Z, 2026-11-01T12:30:00Z",
    "90m, 2026-11-30T10:30:00Z"
  })
  void takesDaysTimesAndDurations(String since, Instant expected) {
    int unused = run("trail", "verify", "--since", since);
    assertThat(spans).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2026-02-30", "2026-11-01T99:00:00Z", "-1h", "0s"})
  void rejectsOtherTimes(String since) {
    assertThat(run("trail", "verify", "--since", since)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("--since");
    assertThat(spans).isEmpty();
  }

  @Test
  void rejectsMissingSubcommand() {
    assertThat(run("trail")).isEqualTo(ExitCode.USAGE);
  }
}
