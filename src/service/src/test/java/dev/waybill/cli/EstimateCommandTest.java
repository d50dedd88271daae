package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class EstimateCommandTest {
  private static final Path DOCUMENT = Path.of("docs/reference/capacity.md");
  private static final String BEGIN = "<!-- estimate -->\n";
  private static final String END = "\n<!-- /estimate -->";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    GlobalOptions options = new GlobalOptions(Map.of());
    CommandLine line = WaybillCommand.commandLine(options, new EstimateCommand(options));
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return line.execute(
        Stream.concat(Stream.of("estimate"), Stream.of(arguments)).toArray(String[]::new));
  }

  private JsonNode json(String... arguments) throws IOException {
    int unused =
        run(Stream.concat(Stream.of("--json"), Stream.of(arguments)).toArray(String[]::new));
    return new ObjectMapper().readTree(out.toString()).get(0);
  }

  @Test
  void printsTheTableOfTheDocument() throws IOException {
    assertThat(run("--objects", "1e6,1e7,1e8,1e9")).isEqualTo(ExitCode.FINDING);

    String[] printed = out.toString().split("\n\n", 2);
    String text = Files.readString(DOCUMENT);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    String expected =
        text.substring(0, begin) + printed[0] + text.substring(text.indexOf(END, begin - 1));
    Path generated = Path.of("target/capacity.md");
    Files.createDirectories(generated.toAbsolutePath().getParent());
    Files.writeString(generated, expected);
    assertThat(text)
        .as("docs/reference/capacity.md is what the command prints: copy target/capacity.md")
        .isEqualTo(expected);
    assertThat(printed[1]).contains("1 G objects", "set waybill.record-log.listing-every=0s");
  }

  @Test
  void everyLimitHoldsForMillionObjects() throws IOException {
    assertThat(run("--objects", "1000000", "--size", "4KiB")).isZero();

    assertThat(out.toString()).doesNotContain("1 M objects, ");
  }

  @Test
  void pricesEachPart() throws IOException {
    JsonNode estimate = json("--objects", "1e6", "--size", "1KiB");

    JsonNode sealing = estimate.path("arrival").path("calls").path("sealing");
    assertThat(sealing.path("reads").asDouble()).isEqualTo(1e6);
    assertThat(sealing.path("writes").asDouble()).isEqualTo(2e6);
    JsonNode rereading = estimate.path("month").path("calls").path("rereading");
    assertThat(rereading.path("reads").asDouble()).isBetween(2.3e6, 2.5e6);
    assertThat(estimate.path("month").path("dollars").asDouble())
        .isGreaterThan(estimate.path("month").path("dollarsOfCalls").asDouble());
  }

  @Test
  void partsThatAreSwitchedOffCostNothing() throws IOException {
    JsonNode estimate =
        json(
            "--objects",
            "1e9",
            "--set",
            "waybill.record-log.listing-every=0s",
            "--set",
            "waybill.fixity.enabled=false");

    JsonNode month = estimate.path("month").path("calls");
    assertThat(month.path("listing").path("reads").asDouble()).isZero();
    assertThat(month.has("rereading")).isFalse();
    assertThat(estimate.path("month").path("processorSeconds").asDouble()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "--objects,many,is no number",
    "--objects,1.5,is no whole number",
    "--objects,0,objects must be from 1 to 1e12",
    "--objects,1e13,objects must be from 1 to 1e12",
    "--objects,1e999999999,is no number",
    "--size,1TB,is no size",
    "--size,6GiB,the size must be from 0 to 5GiB",
    "--size,999999999999999GiB,is too large",
    "--rate,0,the rate must be above 0",
    "--rate,fast,is no number",
  })
  void rejectsWrongValue(String option, String value, String message) {
    int code =
        option.equals("--objects") ? run(option, value) : run("--objects", "1000", option, value);

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(message).contains(value);
  }
}
