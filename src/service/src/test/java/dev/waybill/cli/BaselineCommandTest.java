package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.baseline.BaselineReport;
import dev.waybill.baseline.ControlResult;
import dev.waybill.baseline.ControlResult.Status;
import dev.waybill.baseline.control.Control;
import dev.waybill.settings.Settings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class BaselineCommandTest {
  @TempDir Path home;

  private final StringWriter out = new StringWriter();

  @ParameterizedTest
  @CsvSource({
    "check, HOLDS, 0",
    "check, NOT_SERVED, 0",
    "check, DRIFTED, 1",
    "check, BLOCKED, 1",
    "check, REFUSED, 1",
    "check, UNREADABLE, 3",
    "apply, HOLDS, 0",
    "apply, FIXED, 0",
    "apply, DRIFTED, 1",
    "apply, REFUSED, 1",
    "apply, UNREADABLE, 3"
  })
  void exitsWithCodeOfTheStatus(String verb, Status status, int code) {
    assertThat(run(List.of(result(status)), verb)).isEqualTo(code);
  }

  @Test
  void prefersExitCodeOfDriftOverUnreadable() {
    assertThat(run(List.of(result(Status.UNREADABLE), result(Status.DRIFTED)), "check"))
        .isEqualTo(1);
  }

  @Test
  void printsDriftWithActualExpectedAndFix() {
    run(List.of(result(Status.DRIFTED)), "check");

    assertThat(out.toString())
        .containsSubsequence(
            "DRIFT",
            "raw.versioning",
            "is",
            "never enabled",
            "should be",
            "Enabled",
            "fix",
            "aws s3api",
            "see",
            "Security Hub S3.14")
        .contains("1 controls of account 000000000000 in us-east-1: 1 DRIFT");
  }

  @ParameterizedTest
  @CsvSource({"--take=FIXED", "'--take=FIXED,UNREADABLE'"})
  void passesNamesOfControlsToTake(String option) {
    run(List.of(), "apply", option);

    assertThat(out.toString()).contains("fixed");
    assertThat(out.toString().contains("UNREAD")).isEqualTo(option.contains("UNREADABLE"));
  }

  @Test
  void printsPreviousStateOfFixedControl() {
    run(List.of(result(Status.FIXED)), "apply");

    assertThat(out.toString()).containsSubsequence("fixed", "Enabled", "was", "never enabled");
  }

  @Test
  void printsControlThatTheEndpointDoesNotServeAsSkipped() {
    run(List.of(result(Status.NOT_SERVED)), "check");

    assertThat(out.toString())
        .containsSubsequence("skipped", "raw.versioning", "why")
        .doesNotContain("fix");
  }

  @Test
  void keepsUntrustedInputOnItsLine() {
    ControlResult hostile =
        new ControlResult(
            control(), Status.DRIFTED, "x\nok         raw.policy\u001b[2J", "Enabled", "");

    run(List.of(hostile), "check");

    assertThat(out.toString().lines()).noneMatch(it -> it.startsWith("ok"));
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void printsCompleteReportAsJson() throws Exception {
    int code = run(List.of(result(Status.DRIFTED), result(Status.HOLDS)), "check", "--json");

    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(code).isEqualTo(1);
    assertThat(report.path("drift").asBoolean()).isTrue();
    assertThat(report.at("/controls/0/status").asText()).isEqualTo("drifted");
    assertThat(report.at("/controls/0/fix").asText()).startsWith("aws s3api");
    assertThat(report.at("/controls/1/id").asText()).isEqualTo("raw.versioning");
  }

  @Test
  void keepsPublishedJsonStatusOfFixedControl() throws Exception {
    run(List.of(result(Status.FIXED)), "apply", "--json");

    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.at("/controls/0/status").asText()).isEqualTo("mended");
  }

  @ParameterizedTest
  @CsvSource({
    "'template', cloudformation",
    "'template --format cloudformation', cloudformation",
    "'template --format=terraform', terraform"
  })
  void printsTemplateOfFormatUnchanged(String arguments, String format) {
    assertThat(run(List.of(), arguments.split(" ", -1))).isZero();
    assertThat(out.toString())
        .isEqualTo("{\"format\": \"" + format + "\"}" + System.lineSeparator());
  }

  @Test
  void rejectsUnknownFormatAndNamesTheKnownOnes() {
    StringWriter err = new StringWriter();
    CommandLine line = line(List.of()).setErr(new PrintWriter(err));

    assertThat(line.execute("baseline", "template", "--format", "pulumi")).isEqualTo(2);
    assertThat(err.toString()).contains("pulumi", "cloudformation", "terraform");
  }

  @Test
  void namesSubcommandsWhenNoneIsGiven() {
    StringWriter err = new StringWriter();
    CommandLine line = line(List.of()).setErr(new PrintWriter(err));

    assertThat(line.execute("baseline")).isEqualTo(2);
    assertThat(err.toString()).contains("check, apply or template");
  }

  private int run(List<ControlResult> results, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "--home";
    all[1] = home.toString();
    all[2] = "baseline";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return line(results).setOut(new PrintWriter(out)).execute(all);
  }

  private static CommandLine line(List<ControlResult> results) {
    GlobalOptions options = new GlobalOptions(Map.of());
    return WaybillCommand.commandLine(
        options, new BaselineCommand(options, new FakeBaselineService(results)));
  }

  private static Control control() {
    return new Control(
        "raw.versioning",
        "An object that is overwritten is lost.",
        "Security Hub S3.14",
        "aws s3api put-bucket-versioning");
  }

  private static ControlResult result(Status status) {
    boolean known = status == Status.HOLDS || status == Status.FIXED || status == Status.DRIFTED;
    String is = status == Status.HOLDS ? "Enabled" : "never enabled";
    return known
        ? new ControlResult(control(), status, is, "Enabled", "")
        : new ControlResult(control(), status, "", "", "why");
  }

  /** Service with fixed results. */
  private record FakeBaselineService(List<ControlResult> results) implements BaselineService {
    @Override
    public BaselineReport check(Path home, Settings settings, Consumer<ControlResult> progress) {
      results.forEach(progress);
      return new BaselineReport("000000000000", "us-east-1", results);
    }

    @Override
    public BaselineReport apply(
        Path home, Settings settings, Set<String> taken, Consumer<ControlResult> progress) {
      taken.forEach(it -> progress.accept(result(Status.valueOf(it))));
      return check(home, settings, progress);
    }

    @Override
    public String template(Path home, Settings settings, TemplateFormat format) {
      return "{\"format\": \"" + format + "\"}";
    }
  }
}
