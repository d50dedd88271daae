package dev.waybill.cli;

import dev.waybill.reconcile.report.ReconcileReport;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.SettingsLoader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill reconcile}. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the objects that are there, the records that were sealed and the events that were"
          + " logged. Each version gets exactly one verdict.",
      "Lists both buckets, reads the whole log of records, and queries CloudTrail's files by"
          + " Athena. Writes nothing but the report.",
      "Exit code 1: a version is there, gone or changed without an explanation; 3: a source is"
          + " incomplete or cannot be reached, so that there is no verdict."
    })
public final class ReconcileCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final ReconcileService service;
  private final ReportFile reports;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "Writes JSON, with up to 100 examples of each verdict.")
  private boolean json;

  @Option(names = "--html", description = "Writes one page of HTML.")
  private boolean html;

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      defaultValue = "7d",
      description =
          "Span of events up to now (default: ${DEFAULT-VALUE}). What was written earlier needs no"
              + " event.")
  private String since = "7d";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "The file to write (default: standard output).")
  private @Nullable Path output;

  public ReconcileCommand(GlobalOptions options, ReconcileService service) {
    // A writer would encode a report, which is UTF-8, for the terminal.
    this(options, service, System.out);
  }

  /**
   * @param standardOutput receives a report that is written to standard output
   */
  ReconcileCommand(GlobalOptions options, ReconcileService service, OutputStream standardOutput) {
    this.options = options;
    this.service = service;
    this.reports = new ReportFile(standardOutput);
  }

  @Override
  public Integer call() throws Exception {
    if (json && html) {
      throw new ParameterException(spec.commandLine(), "--json and --html exclude each other");
    }
    Duration span = span();
    LoadedSettings settings = options.loader().loadWithoutSigning(options.overrides());
    ReconcileReport report = service.reconcile(options.home(), settings, span);
    reports.write(html ? report.html() : json ? report.json() : report.text(), output);
    if (!report.isJudged()) {
      return ExitCode.UNREACHABLE;
    }
    return report.isCritical() ? ExitCode.FINDING : ExitCode.SUCCESS;
  }

  private Duration span() {
    try {
      return SettingsLoader.duration(since, Duration.ofHours(1), Duration.ofDays(366));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--since: \"" + since + "\" must be " + e.getMessage());
    }
  }
}
