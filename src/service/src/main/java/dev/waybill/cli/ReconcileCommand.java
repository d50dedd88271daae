package dev.waybill.cli;

import dev.waybill.cli.ReconcileRequest.JoinEngine;
import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.reconcile.athena.SqlInventory;
import dev.waybill.reconcile.report.ReconcileReport;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.SettingsLoader;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
      "With --engine athena, Athena joins and judges: the command writes the listings and the"
          + " newest entries of the log below reconcile/ of the provenance bucket, and reads the"
          + " counts.",
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
      names = "--engine",
      paramLabel = "ENGINE",
      defaultValue = "process",
      description =
          "Where the rows are joined: process, or athena for the statements of sql/reconcile"
              + " (default: ${DEFAULT-VALUE}).")
  private String engine = "process";

  @Option(
      names = "--inventory",
      paramLabel = "NAME",
      description =
          "With --engine athena: reads the raw bucket from the view waybill_objects instead of a"
              + " listing. NAME is the dt of a report of S3 Inventory, such as 2026-11-29-01-00, or"
              + " live for S3 Metadata.")
  private @Nullable String inventory;

  @Option(
      names = "--print-sql",
      paramLabel = "STATEMENT",
      description =
          "With --engine athena: writes the files, and prints a statement with its values instead"
              + " of running it: sources, verdicts or summary.")
  private @Nullable String statement;

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
    JoinEngine joining = engine();
    Statement printed = statement();
    LoadedSettings settings = options.loader().loadWithoutSigning(options.overrides());
    ReconcileRequest request =
        new ReconcileRequest(options.home(), settings, span, joining, inventory);
    if (printed != null) {
      reports.write(service.statement(request, printed), output);
      return ExitCode.SUCCESS;
    }
    ReconcileReport report = service.reconcile(request);
    reports.write(html ? report.html() : json ? report.json() : report.text(), output);
    if (!report.isJudged()) {
      return ExitCode.UNREACHABLE;
    }
    return report.isCritical() ? ExitCode.FINDING : ExitCode.SUCCESS;
  }

  private JoinEngine engine() {
    JoinEngine joining = choice("--engine", engine, JoinEngine.values());
    if (joining == JoinEngine.PROCESS && (inventory != null || statement != null)) {
      throw new ParameterException(
          spec.commandLine(), "--inventory and --print-sql need --engine athena");
    }
    if (inventory != null) {
      checkInventory(inventory);
    }
    return joining;
  }

  private void checkInventory(String name) {
    try {
      SqlInventory unused = SqlInventory.of(name, Instant.EPOCH);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--inventory " + e.getMessage());
    }
  }

  private @Nullable Statement statement() {
    return statement == null ? null : choice("--print-sql", statement, Statement.values());
  }

  private <E extends Enum<E>> E choice(String option, String text, E[] values) {
    for (E value : values) {
      if (value.name().toLowerCase(Locale.ROOT).equals(text)) {
        return value;
      }
    }
    throw new ParameterException(
        spec.commandLine(),
        option
            + " must be one of "
            + Arrays.stream(values)
                .map(it -> it.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
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
