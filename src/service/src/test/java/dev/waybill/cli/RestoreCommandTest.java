package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.RestoreService.Order;
import dev.waybill.restore.RestoreCounts;
import dev.waybill.restore.RestoreFault;
import dev.waybill.restore.RestoreFinding;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RestoreCommandTest {
  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Order> orders = new ArrayList<>();
  private final List<RestoreFinding> findings = new ArrayList<>();
  private String answer = "";
  private RestoreCounts counts = new RestoreCounts(3, 1, 2, 0);

  private int run(String... args) {
    GlobalOptions options =
        new GlobalOptions(
            Map.of(
                "WAYBILL_SIGNING_KEYSTORE", "signing.p12",
                "WAYBILL_SIGNING_ALIAS", "waybill",
                "WAYBILL_SIGNING_PASSWORD", "secret"));
    List<String> all = new ArrayList<>(List.of("--home", home.toString(), "restore"));
    all.addAll(List.of(args));
    Confirmation confirmation =
        new Confirmation(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
    return WaybillCommand.commandLine(
            options, new RestoreCommand(options, this::restore, confirmation))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private RestoreCounts restore(Object settings, Order order, Consumer<RestoreFinding> found) {
    orders.add(order);
    findings.forEach(found);
    return counts;
  }

  @Test
  void comparesThenRestoresWhenThePersonAgrees() {
    answer = "yes\n";

    assertThat(run("--from", "copy")).isZero();

    assertThat(orders)
        .containsExactly(new Order("copy", false, false), new Order("copy", false, true));
    assertThat(out.toString())
        .contains("to restore 2 of 3 entries", "whole", "present 1, restored 2, findings 0");
  }

  @Test
  void writesNothingWhenThePersonDoesNotAgree() {
    answer = "y\n";

    assertThat(run("--from", "copy", "--unlogged")).isEqualTo(1);

    assertThat(orders).containsExactly(new Order("copy", true, false));
    assertThat(out.toString()).contains("nothing was changed; --yes");
  }

  @Test
  void asksNobodyWithTheWordYesAndNamesEachFindingOnce() {
    findings.add(new RestoreFinding(RestoreFault.FORGED, "records/x\u001b", "is another"));
    counts = new RestoreCounts(3, 0, 2, 1);

    assertThat(run("--from", "copy", "--yes")).isEqualTo(1);

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString())
        .containsOnlyOnce("forged     records/x")
        .contains("not whole", "findings 1")
        .doesNotContain("\u001b");
  }

  @Test
  void restoresNothingByLogThatCannotBeTrusted() {
    findings.add(new RestoreFinding(RestoreFault.LOG, "log/checkpoint", "is not signed"));
    counts = new RestoreCounts(-1, 0, 0, 1);

    assertThat(run("--from", "copy", "--yes")).isEqualTo(1);

    assertThat(orders).hasSize(1);
    assertThat(out.toString()).contains("log        log/checkpoint: is not signed", "not whole");
  }

  @Test
  void onlyComparesTheBucketWithItself() {
    counts = new RestoreCounts(3, 3, 0, 0);

    assertThat(run("--from", "caa304-provenance", "--yes")).isZero();

    assertThat(orders).containsExactly(new Order("caa304-provenance", false, false));
    assertThat(out.toString()).contains("3 entries, present 3, compared 0");
  }

  @Test
  void rejectsMissingCopyWithExitCode2() {
    assertThat(run("--yes")).isEqualTo(2);
    assertThat(orders).isEmpty();
    assertThat(err.toString()).contains("--from");
  }
}
