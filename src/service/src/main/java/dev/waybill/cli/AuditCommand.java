package dev.waybill.cli;

import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.LintResult;
import dev.waybill.cli.AuditService.Listed;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Command {@code waybill audit}. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Audits of CloudTrail records: one SQL file each. A file in sql/audits of the home directory"
          + " adds an audit, or replaces the shipped one with the same id."
    })
public final class AuditCommand implements Runnable {
  private final GlobalOptions options;
  private final AuditService service;

  @Spec private CommandSpec spec = CommandSpec.create();

  public AuditCommand(GlobalOptions options, AuditService service) {
    this.options = options;
    this.service = service;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, lint or run is missing");
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = {
        "Lists the audits as the settings tune them.",
        "One line per audit: id, severity, schedule, main ATT&CK tactic or -, title, and (off) when"
            + " the service does not run it."
      })
  int list(@Option(names = "--json", description = "Prints JSON.") boolean json) {
    List<Listed> audits = service.list(options.home(), settings());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(audits.stream().map(AuditJson::of).toList()));
    } else {
      audits.forEach(it -> out.println(line(it)));
    }
    out.flush();
    return ExitCode.SUCCESS;
  }

  private static String line(Listed audit) {
    AuditQuery query = audit.query();
    return String.format(
        Locale.ROOT,
        "%-7s  %-13s  %4s  %-20s  %s%s",
        query.id(),
        query.severity().name().toLowerCase(Locale.ROOT),
        SettingsLoader.show(query.schedule()),
        query.tactics().isEmpty() ? "-" : query.tactics().get(0).title(),
        EscapedText.of(query.title()),
        audit.enabled() ? "" : "  (off)");
  }

  @Command(
      name = "lint",
      mixinStandardHelpOptions = true,
      description = {
        "Checks every script of sql/schema, every audit and the statements of sql/reconcile, or one"
            + " audit, offline.",
        "Runs no query. Checks headers, placeholders, the planned columns, and the days that are"
            + " read.",
        "Prints one line per file: ok, or file:line:column: problem.",
        "Exit code 1: there are problems; 3: there are none, but without a SQL engine only"
            + " the structure was checked."
      })
  int lint(
      @Parameters(
              arity = "0..1",
              paramLabel = "ID|FILE",
              description = "Checks only the audit with this id, or this file.")
          @Nullable String only,
      @Option(names = "--json", description = "Prints JSON.") boolean json) {
    Settings settings = settings();
    PrintWriter out = spec.commandLine().getOut();
    AuditService.Lint lint =
        service.lint(options.home(), settings, only, json ? checked -> {} : it -> print(it, out));
    long wrong = lint.files().stream().filter(it -> !it.problems().isEmpty()).count();
    if (json) {
      out.println(Json.of(AuditJson.of(lint)));
    } else {
      out.println();
      out.println(
          lint.files().size()
              + (lint.files().size() == 1 ? " file: " : " files: ")
              + wrong
              + " with problems");
    }
    out.flush();
    if (!lint.notPlanned().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("only the structure was checked, no SQL: " + EscapedText.of(lint.notPlanned()));
      err.flush();
    }
    return code(wrong, lint);
  }

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = {
        "Runs one audit now and prints its rows. Keeps no state and raises no alert.",
        "Prints the bytes scanned and their cost on standard error.",
        "Exit code 0: no row; 1: at least one row; 3: Athena did not answer."
      })
  int run(
      @Parameters(paramLabel = "ID", description = "The audit's id, as audit list shows it.")
          String id,
      @Option(
              names = "--since",
              paramLabel = "DURATION",
              defaultValue = "24h",
              description = "Time range up to now, such as 90m or 7d (default: ${DEFAULT-VALUE}).")
          String since,
      @Option(names = "--json", description = "Prints one line of JSON per row.") boolean json)
      throws InterruptedException {
    Settings settings = settings();
    AuditRunReport report =
        new AuditRunReport(spec.commandLine().getOut(), spec.commandLine().getErr(), json);
    return report.end(service.run(options.home(), settings, id, span(since), report));
  }

  private Settings settings() {
    return options.loader().loadWithoutSigning(options.overrides()).settings();
  }

  private Duration span(String since) {
    try {
      return SettingsLoader.duration(since, Duration.ofMinutes(1), Duration.ofDays(366));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "--since: \"" + since + "\" must be " + e.getMessage());
    }
  }

  private static int code(long wrong, AuditService.Lint lint) {
    if (wrong > 0) {
      return ExitCode.FINDING;
    }
    return lint.notPlanned().isEmpty() ? ExitCode.SUCCESS : ExitCode.UNREACHABLE;
  }

  /** Prints a file's problems; the file may hold any text. */
  private static void print(LintResult checked, PrintWriter out) {
    if (checked.problems().isEmpty()) {
      out.println("ok  " + EscapedText.of(checked.file()));
    }
    checked.problems().forEach(it -> out.println(EscapedText.of(it.toString())));
    out.flush();
  }
}
