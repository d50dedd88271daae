package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.backfill.BackfillEstimate;
import dev.waybill.backfill.BackfillPlan;
import dev.waybill.backfill.BackfillPlan.Phase;
import dev.waybill.backfill.VersionCounts;
import dev.waybill.settings.LoadedSettings;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BackfillCommandTest implements BackfillService {
  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> calls = new ArrayList<>();
  private VersionCounts counts = VersionCounts.of(Map.of("sealed", 3L));
  private String answer = "";

  private int run(String... args) {
    GlobalOptions options =
        new GlobalOptions(
            Map.of(
                "WAYBILL_SIGNING_KEYSTORE", "signing.p12",
                "WAYBILL_SIGNING_ALIAS", "waybill",
                "WAYBILL_SIGNING_PASSWORD", "secret"));
    Confirmation confirmation =
        new Confirmation(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
    List<String> all = new ArrayList<>(List.of("--home", home.toString(), "backfill"));
    all.addAll(List.of(args));
    return WaybillCommand.commandLine(options, new BackfillCommand(options, this, confirmation))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private BackfillPlan plan() {
    return BackfillPlan.ofUnits("j", "a/", "listing", Instant.EPOCH, 5, 1, counts);
  }

  @Override
  public Offer estimate(LoadedSettings settings, Order order) {
    calls.add("estimate " + order.bucket() + "/" + order.prefix());
    return new Offer(new BackfillEstimate(2, 1, 0, 30, VersionCounts.NONE), 0.5, "r", 10);
  }

  @Override
  public BackfillPlan begin(LoadedSettings settings, Order order) {
    calls.add("begin " + order.bucket() + "/" + order.prefix() + " " + order.rate());
    return plan();
  }

  @Override
  public Optional<BackfillPlan> status(LoadedSettings settings) {
    calls.add("status");
    return Optional.empty();
  }

  @Override
  public Optional<BackfillPlan> change(LoadedSettings settings, Phase phase) {
    calls.add(phase.name());
    return Optional.of(plan());
  }

  @Override
  public BackfillPlan follow(LoadedSettings settings, Consumer<BackfillPlan> progress) {
    calls.add("follow");
    progress.accept(plan());
    progress.accept(plan());
    return plan();
  }

  @Test
  void dryRunEstimatesAndBeginsNothing() {
    assertThat(run("s3://raw/a/", "--dry-run")).isEqualTo(ExitCode.SUCCESS);

    assertThat(calls).containsExactly("estimate raw/a/");
    assertThat(out.toString()).contains("3 at most", "$0.5000", "0 s at 10 versions a second");
  }

  @Test
  void asksAndBeginsNothingWithoutYes() {
    assertThat(run("s3://raw")).isEqualTo(ExitCode.SUCCESS);

    assertThat(calls).containsExactly("estimate raw/");
    assertThat(out.toString()).contains("nothing was begun");
  }

  @Test
  void beginsAfterAnswer() {
    answer = "yes\n";
    assertThat(run("s3://raw/a/", "--rate", "7")).isEqualTo(ExitCode.SUCCESS);

    assertThat(calls).containsExactly("estimate raw/a/", "begin raw/a/ 7");
  }

  @Test
  void waitsAndPrintsEachProgressOnce() {
    assertThat(run("s3://raw/a/", "--yes", "--wait")).isEqualTo(ExitCode.SUCCESS);

    assertThat(calls).containsExactly("begin raw/a/ null", "follow");
    assertThat(out.toString()).containsOnlyOnce("running  sealed 3");
  }

  @Test
  void failedVersionsAreExitCodeOne() {
    counts = VersionCounts.of(Map.of("sealed", 3L, "failed-archived", 1L));

    assertThat(run("s3://raw/a/", "--yes", "--wait")).isEqualTo(ExitCode.FINDING);
    assertThat(run("pause")).isEqualTo(ExitCode.FINDING);
  }

  @Test
  void changesPhaseAndPrintsJson() {
    assertThat(run("pause", "--json")).isEqualTo(ExitCode.SUCCESS);
    assertThat(run("resume")).isEqualTo(ExitCode.SUCCESS);
    assertThat(run("cancel")).isEqualTo(ExitCode.SUCCESS);
    assertThat(run("status")).isEqualTo(ExitCode.SUCCESS);

    assertThat(calls).containsExactly("PAUSED", "RUNNING", "CANCELLED", "status");
    assertThat(out.toString()).contains("\"versions\":{\"sealed\":3}", "There is no backfill.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "raw/a",
        "http://raw/a",
        "s3://",
        "s3://raw --rate 0",
        "s3://raw --rate many",
        "s3://raw --inventory s3://r/x/manifest.json --manifest m.csv"
      })
  void rejectsWrongUsage(String arguments) {
    assertThat(run(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
        .isEqualTo(ExitCode.USAGE);

    assertThat(calls).isEmpty();
    assertThat(err.toString()).isNotEmpty();
  }
}
