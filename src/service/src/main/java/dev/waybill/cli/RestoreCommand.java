package dev.waybill.cli;

import dev.waybill.record.log.Quantity;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.restore.RestoreCounts;
import dev.waybill.restore.RestoreFinding;
import dev.waybill.settings.LoadedSettings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command {@code waybill restore}. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Rebuilds the provenance bucket from a copy of it. The log is checked against its signed root"
          + " first; a record is restored only when it has the SHA-256 that its entry states."
          + " Forged, missing and unlogged records are named. Replaces and deletes nothing, and can"
          + " be repeated.",
      "The keys of the log must come from elsewhere than the copy: waybill.record-log.keys or"
          + " waybill.record-log.policy.",
      "Exit code 0: the bucket has everything that the log names; 1: it has not, or the log cannot"
          + " be trusted; 2: wrong usage; 3: AWS cannot be reached or denies a call."
    })
public final class RestoreCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final RestoreService service;
  private final Confirmation confirmation;

  @Option(
      names = "--from",
      paramLabel = "BUCKET",
      required = true,
      description = "The bucket with the copy; the provenance bucket itself is only compared.")
  private String from = "";

  @Option(
      names = "--unlogged",
      description =
          "Restores records, too, that the log does not have and a trusted key signed: those that"
              + " were sealed after the newest checkpoint of the copy.")
  private boolean unlogged;

  @Option(names = "--yes", description = "Restores without asking.")
  private boolean yes;

  @Spec private CommandSpec spec = CommandSpec.create();

  public RestoreCommand(GlobalOptions options, RestoreService service, Confirmation confirmation) {
    this.options = options;
    this.service = service;
    this.confirmation = confirmation;
  }

  @Override
  public Integer call() throws Exception {
    LoadedSettings settings = options.loader().load(options.overrides());
    if (from.equals(settings.settings().provenance().bucket())) {
      return result(run(settings, false), "compared");
    }
    RestoreCounts found = run(settings, false);
    if (found.entries() < 0 || (found.restored() == 0 && found.isWhole() && !yes)) {
      return result(found, "to restore");
    }
    print("to restore " + found.restored() + " of " + Quantity.ofEntries(found.entries()));
    if (!yes && !isConfirmed()) {
      print("nothing was changed; --yes restores without asking");
      return ExitCode.FINDING;
    }
    return result(run(settings, true), "restored");
  }

  private RestoreCounts run(LoadedSettings settings, boolean isWriting) throws Exception {
    return service.restore(
        settings,
        new RestoreService.Order(from, unlogged, isWriting),
        isWriting ? finding -> {} : this::print);
  }

  private boolean isConfirmed() {
    PrintWriter err = spec.commandLine().getErr();
    err.println("Restore them? Type yes:");
    err.flush();
    return confirmation.isGiven();
  }

  private int result(RestoreCounts counts, String done) {
    print(
        (counts.isWhole() ? "whole      " : "not whole  ")
            + Quantity.ofEntries(Math.max(0, counts.entries()))
            + ", present "
            + counts.present()
            + ", "
            + done
            + " "
            + counts.restored()
            + ", findings "
            + counts.findings());
    return counts.isWhole() ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private void print(RestoreFinding finding) {
    print(String.format("%-10s %s: %s", finding.fault().label(), finding.key(), finding.detail()));
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(EscapedText.of(line));
    out.flush();
  }
}
