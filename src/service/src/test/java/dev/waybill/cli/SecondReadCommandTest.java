package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.second.JobState;
import dev.waybill.fixity.second.JobState.Phase;
import dev.waybill.fixity.second.PreparedRead;
import dev.waybill.fixity.second.SecondReadSamples;
import dev.waybill.fixity.second.SecondReport;
import dev.waybill.settings.LoadedSettings;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Output, questions and exit codes of {@code waybill fixity second-read}. */
final class SecondReadCommandTest {
  @TempDir Path home;
  private final List<Object> calls = new ArrayList<>();
  private PreparedRead prepared = SecondReadSamples.prepared(3, 2_000_000, 1L << 40);
  private SecondReport report = SecondReadSamples.report(3, List.of());
  private String answer = "";

  private Shell.Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    GlobalOptions options = new GlobalOptions(Map.of());
    CommandLine fixity =
        new CommandLine(new FixityCommand(options, SecondReadSamples.noFixity()))
            .addSubcommand(
                new SecondReadCommand(
                    options,
                    new FakeService(),
                    new Confirmation(
                        new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)))));
    List<String> all = new ArrayList<>(List.of("--home", home.toString(), "fixity", "second-read"));
    all.addAll(List.of(args));
    int code =
        WaybillCommand.commandLine(options, fixity)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Shell.Result(code, out.toString(), err.toString());
  }

  @Test
  void printsThePriceAndTheResult() {
    Shell.Result result = run("--yes");

    assertThat(result.out())
        .isEqualTo(
            """
            sealed      3 versions; left out: 1 sealed too lately, 2 in other buckets
            stored      2,000,000 versions, 1.0 TiB
            price       $6.35: $0.2500 for the job, $2.00 for objects, $4.10 for bytes, $0.0001 for requests
            3 versions: 3 verified, 0 altered, 0 failed, 0 unverified, 0 absent
            verified
            """);
    assertThat(result.err())
        .contains("reading 20261129T192300250Z; after an interruption, add --resume")
        .contains("running: 3 of 3 versions")
        .contains("result fixity/second/20261129T192300250Z/result.ndjson.gz");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void startsNothingAboveTheHighestPriceAndNamesTheFix() {
    Shell.Result result = run("--yes", "--max-cost", "6.34");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .contains("the price of $6.35 is above --max-cost $6.34; raise it, or read less");
    assertThat(calls).hasSize(1);
  }

  @Test
  void asksBeforeItStarts() {
    answer = "yes\n";
    assertThat(run().exitCode()).isZero();
    answer = "y\n";
    Shell.Result refused = run();
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("no job was started; answer yes, or add --yes");
    answer = "";
    assertThat(run().exitCode()).isEqualTo(2);
  }

  @Test
  void exitsWith1ForDefectsAndWith3ForWhatWasNotVerified() {
    report = SecondReadSamples.report(2, List.of(SecondReadSamples.altered()));
    Shell.Result altered = run("--yes");
    assertThat(altered.exitCode()).isEqualTo(1);
    assertThat(altered.out())
        .contains(
            "altered     s3://raw/processed/%1B?versionId=v1  entry 7; read by Waybill: altered\n")
        .contains("3 versions: 2 verified, 1 altered")
        .endsWith("DEFECTS: 1\n");
    report = SecondReadSamples.report(2, List.of(SecondReadSamples.failed()));
    Shell.Result failed = run("--yes");
    assertThat(failed.exitCode()).isEqualTo(3);
    assertThat(failed.out())
        .contains("entry 7: AccessDenied\n")
        .contains("NOT VERIFIED: see above");
    report = SecondReadSamples.reportWithProblem(3);
    Shell.Result foreign = run("--yes");
    assertThat(foreign.exitCode()).isEqualTo(3);
    assertThat(foreign.out()).contains("report  row-not-in-manifest: 2\n");
  }

  @Test
  void exitsWith1WhenNothingIsStoredOfWhatWasSealed() {
    prepared = SecondReadSamples.prepared(3, 0, 0);
    assertThat(run("--yes").exitCode()).isEqualTo(1);
    prepared = SecondReadSamples.prepared(0, 0, 0);
    Shell.Result nothing = run("--yes");
    assertThat(nothing.exitCode()).isZero();
    assertThat(nothing.out()).endsWith("nothing to read\n");
  }

  @Test
  void passesItsOptionsOn() {
    run("--yes", "--prefix", "processed/a", "--part", "2/3", "--age", "30m", "--role", "r");
    run("--resume", "20261129T192300250Z");

    assertThat(calls.get(0)).isEqualTo(SecondReadSamples.order("processed/a", 2, 3, 30));
    assertThat(calls).contains("20261129T192300250Z");
  }

  @ParameterizedTest
  @CsvSource({
    "--part, 3/2",
    "--part, 0/1",
    "--part, x",
    "--age, -1h",
    "--age, soon",
    "--max-cost, -1",
    "--max-cost, NaN",
    "--max-cost, much",
    "--resume, ../job"
  })
  void rejectsWrongValues(String option, String value) {
    Shell.Result result = run("--yes", option, value);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(option);
    assertThat(calls).isEmpty();
  }

  /** Service that reads what the test says. */
  private final class FakeService implements SecondReadService {
    @Override
    public void read(LoadedSettings settings, Order order, Listener listener) {
      calls.add(order);
      if (listener.prepared(prepared)) {
        listener.begun(report.read().name());
        judged(listener);
      }
    }

    @Override
    public void resume(LoadedSettings settings, String name, Listener listener) {
      calls.add(name);
      judged(listener);
    }

    private void judged(Listener listener) {
      calls.add(Duration.ZERO);
      listener.progress(new JobState(Phase.RUNNING, 3, 2, 1, ""));
      listener.judged(report);
      listener.stored("fixity/second/20261129T192300250Z/result.ndjson.gz");
    }
  }
}
