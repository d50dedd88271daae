package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class WitnessCommandTest {
  private static final WitnessStart START =
      new WitnessStart(
          "http://127.0.0.1:1234",
          "witness.example/w",
          List.of("witness.example/w+00000000+BA", "witness.example/w+00000001+Bg"),
          List.of("example.org/\u001b[2Jlog"),
          "state");

  private final List<WitnessOptions> calls = new ArrayList<>();

  @Test
  void printsAddressLogsAndKeys() {
    Shell.Result result = run("witness", "--log", "logs.txt");

    assertThat(result)
        .isEqualTo(
            new Shell.Result(
                0,
                """
                witness  witness.example/w  http://127.0.0.1:1234
                state    state
                log      example.org/\\u001b[2Jlog
                vkey     witness.example/w+00000000+BA
                vkey     witness.example/w+00000001+Bg
                """,
                ""));
    assertThat(calls)
        .containsExactly(
            new WitnessOptions(
                List.of(Path.of("logs.txt")), "data/witness", null, null, "127.0.0.1", 8090));
  }

  @Test
  void passesEveryOption() {
    run(
        "witness",
        "--log",
        "a",
        "--log",
        "b",
        "--state",
        "s3://b/p",
        "--keys",
        "k",
        "--name",
        "n",
        "--listen",
        "::1",
        "--port",
        "0");

    assertThat(calls)
        .containsExactly(
            new WitnessOptions(
                List.of(Path.of("a"), Path.of("b")), "s3://b/p", Path.of("k"), "n", "::1", 0));
  }

  @Test
  void rejectsMissingLogAndImpossiblePort() {
    assertThat(run("witness").exitCode()).isEqualTo(2);
    assertThat(run("witness", "--log", "a", "--port", "65536").err())
        .startsWith("waybill witness: --port: must be from 0 to 65535");
    assertThat(run("witness", "--log", "a", "--port", "-1").exitCode()).isEqualTo(2);
    assertThat(calls).isEmpty();
  }

  private Shell.Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        WaybillCommand.commandLine(new GlobalOptions(Map.of()), new WitnessCommand(this::started));
    int code = line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    return new Shell.Result(code, out.toString(), err.toString());
  }

  private void started(WitnessOptions options, Consumer<WitnessStart> receiver) {
    calls.add(options);
    receiver.accept(START);
  }
}
