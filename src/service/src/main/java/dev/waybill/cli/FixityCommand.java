package dev.waybill.cli;

import dev.waybill.cli.FixityService.Reported;
import dev.waybill.cli.FixityService.Status;
import dev.waybill.fixity.plan.PlanPrice;
import dev.waybill.fixity.report.FixityReport;
import dev.waybill.settings.LoadedSettings;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill fixity}. */
@Command(
    name = "fixity",
    mixinStandardHelpOptions = true,
    description = {
      "Re-verification of everything sealed: how far it is, what it costs, and a report.",
      "Keys are trusted as by the commands verify and log."
    })
public final class FixityCommand implements Runnable {
  private static final String NOTHING = "No re-verification yet.";

  private final GlobalOptions options;
  private final FixityService service;
  private final ReportFile reports;
  private final LongSupplier nanos;

  @Spec private CommandSpec spec = CommandSpec.create();

  public FixityCommand(GlobalOptions options, FixityService service) {
    // A writer would encode a report, which is UTF-8, for the terminal.
    this(options, service, System.out, System::nanoTime);
  }

  /**
   * @param standardOutput receives a report that is written to standard output
   * @param nanos the time source of progress in nanoseconds
   */
  FixityCommand(
      GlobalOptions options,
      FixityService service,
      OutputStream standardOutput,
      LongSupplier nanos) {
    this.options = options;
    this.service = service;
    this.reports = new ReportFile(standardOutput);
    this.nanos = nanos;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "status, plan, run, report or second-read is missing");
  }

  @Command(
      name = "status",
      mixinStandardHelpOptions = true,
      description = {
        "Shows the cycle, what was read within the promise, open defects, and what is left.",
        "It reads what the service has stored, and needs no running service.",
        "Exit code 1: a defect is open, or the promise is not kept."
      })
  int status(@Option(names = "--json", description = "Prints JSON.") boolean json)
      throws Exception {
    Optional<Status> status = service.status(settings());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(status.map(FixityJson::of).orElseGet(LinkedHashMap::new)));
      out.flush();
    } else {
      FixityText text = new FixityText(out);
      status.ifPresentOrElse(text::print, () -> text.line(NOTHING));
    }
    return status.filter(FixityCommand::isWrong).isPresent() ? ExitCode.FINDING : ExitCode.SUCCESS;
  }

  private static boolean isWrong(Status status) {
    return !status.standing().defects().isEmpty() || !status.standing().isKept();
  }

  @Command(
      name = "plan",
      mixinStandardHelpOptions = true,
      description = {
        "Shows what one cycle costs with these settings, and whether the budget suffices.",
        "It works before the first cycle; try other settings with --set.",
        "Exit code 1: the budget does not suffice; the settings to raise are named."
      })
  int plan(@Option(names = "--json", description = "Prints JSON.") boolean json) throws Exception {
    PlanPrice price = service.plan(settings());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(FixityJson.of(price)));
      out.flush();
    } else {
      new FixityText(out).print(price);
    }
    return price.isSufficient() ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      description = {
        "Reads what is due, as a further worker beside the service, until it is interrupted.",
        "With --once, it is a check of your own: it reads every sealed version now, writes"
            + " nothing, and needs rights to read only.",
        "Exit code 1, with --once: something is not as sealed. Exit code 3: AWS cannot be reached,"
            + " or a version cannot be read."
      })
  int work(
      @Option(
              names = "--once",
              description = "Reads every sealed version once, whatever is due, and writes nothing.")
          boolean once,
      @Option(
              names = "--replica",
              paramLabel = "BUCKET",
              description =
                  "With --once: reads the objects in a replica of the raw bucket, which may have"
                      + " an encryption and a retention of its own.")
          @Nullable String replica)
      throws Exception {
    if (replica != null && !once) {
      throw new ParameterException(
          spec.commandLine(), "--replica: is a check of your own; give --once as well");
    }
    FixityProgress progress = new FixityProgress(spec.commandLine().getErr(), nanos);
    if (once) {
      FixityCheck check = new FixityCheck(spec.commandLine().getOut(), progress);
      service.check(settings(), replica, check);
      return check.end();
    }
    service.work(settings(), progress::examined);
    return ExitCode.SUCCESS;
  }

  @Command(
      name = "report",
      mixinStandardHelpOptions = true,
      description = {
        "Writes the report for an auditor: coverage, gaps, defects, cycles and NDSA levels.",
        "Exit code 1: a defect is open."
      })
  int report(
      @Option(names = "--json", description = "Writes JSON, which names everything.") boolean json,
      @Option(names = "--html", description = "Writes one page of HTML, to be printed.")
          boolean html,
      @Option(
              names = {"-o", "--output"},
              paramLabel = "FILE",
              description = "The file to write (default: standard output).")
          @Nullable Path output)
      throws Exception {
    if (json && html) {
      throw new ParameterException(spec.commandLine(), "--json and --html exclude each other");
    }
    Optional<Reported> found = service.report(settings());
    if (found.isEmpty()) {
      throw CommandException.finding(NOTHING);
    }
    FixityReport report = found.get().report();
    reports.write(html ? report.html() : json ? report.json() : report.text(), output);
    return found.get().isDefectOpen() ? ExitCode.FINDING : ExitCode.SUCCESS;
  }

  private LoadedSettings settings() {
    return options.loader().loadWithoutSigning(options.overrides());
  }
}
