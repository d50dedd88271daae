package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.drill.Drill;
import dev.waybill.drill.DrillExamples;
import dev.waybill.drill.DrillKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DrillCommandTest {
  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> orders = new ArrayList<>();
  private List<Drill> steps = DrillExamples.found();

  private int run(String... args) {
    GlobalOptions options =
        new GlobalOptions(
            Map.of(
                "WAYBILL_SIGNING_KEYSTORE", "signing.p12",
                "WAYBILL_SIGNING_ALIAS", "waybill",
                "WAYBILL_SIGNING_PASSWORD", "secret"));
    List<String> all = new ArrayList<>(List.of("--home", home.toString(), "drill"));
    all.addAll(List.of(args));
    return WaybillCommand.commandLine(options, new DrillCommand(options, this::follow))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private Drill follow(
      Object settings,
      @Nullable DrillKind kind,
      @Nullable Duration within,
      Consumer<Drill> progress) {
    orders.add(kind + " " + within);
    steps.forEach(progress);
    return steps.get(steps.size() - 1);
  }

  @Test
  void printsStepsAndTimeOfDrillThatWasFound() {
    assertThat(run()).isZero();

    assertThat(orders).containsExactly("null null");
    assertThat(out.toString().lines())
        .containsExactly(
            "drill 20261130T120000Z-00ff00ff, hidden",
            "  object     s3://raw/test/drill/20261130T120000Z-00ff00ff.txt",
            "  uploaded   version v1",
            "  sealed     entry 7",
            "  altered    2026-11-30T12:00:02Z, to be found within PT26H",
            "  found      2026-11-30T13:00:02Z by fixity-hidden",
            "the alteration was found in time, after 3600 s");
  }

  @Test
  void exitsWithFindingForDrillThatWasNotFound() {
    steps = DrillExamples.late();

    assertThat(run("--kind", "hidden", "--wait", "3h")).isEqualTo(ExitCode.FINDING);

    assertThat(orders).containsExactly("HIDDEN PT3H");
    assertThat(out.toString()).contains("NOT FOUND").endsWith("WAS NOT FOUND IN TIME\n");
  }

  @Test
  void exitsWithThreeForDrillThatCouldNotBeMade() {
    steps = DrillExamples.failed("access denied \u001b");

    assertThat(run()).isEqualTo(ExitCode.UNREACHABLE);

    assertThat(out.toString()).contains("FAILED     access denied").doesNotContain("\u001b");
  }

  @Test
  void writesResultAsJson() throws IOException {
    assertThat(run("--json")).isZero();

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("outcome").asText()).isEqualTo("in-time");
    assertThat(json.path("alteration").asText()).isEqualTo("hidden");
    assertThat(json.path("foundAfterSeconds").asLong()).isEqualTo(3600);
    assertThat(json.path("entry").asLong()).isEqualTo(7);
    assertThat(json.path("statement").asText())
        .isEqualTo("drills/20261130T120000Z-00ff00ff.sigstore.json");
  }

  @Test
  void writesFailureAsJson() throws IOException {
    steps = DrillExamples.failed("denied");

    assertThat(run("--json")).isEqualTo(ExitCode.UNREACHABLE);

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("outcome").asText()).isEqualTo("failed");
    assertThat(json.path("failure").asText()).isEqualTo("denied");
    assertThat(json.has("statement")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"--kind,eaten", "--kind,HIDDEN", "--wait,soon", "--wait,0s", "--wait,61d"})
  void rejectsOtherValues(String option, String value) {
    assertThat(run(option, value)).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(option + ": \"" + value + "\" must be");
    assertThat(orders).isEmpty();
  }
}
