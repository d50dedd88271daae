package dev.waybill.cli;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.LintReport;
import dev.waybill.lint.doctor.DoctorCheck;
import dev.waybill.lint.doctor.DoctorCheck.Result;
import dev.waybill.lint.doctor.DoctorReport;
import dev.waybill.lint.doctor.DoctorStep;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command {@code waybill doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks everything that a start needs, and says what to do first. Changes nothing.",
      "Checks settings, routes, audits, credentials, the clock, queues, buckets, keys, the log of"
          + " records and the baseline. A check that needs another one that failed is skipped.",
      "Exit code 1: there are findings; 2: the settings are wrong; 3: AWS cannot be reached or"
          + " denies a call."
    })
public final class DoctorCommand implements Callable<Integer> {
  static final String SETTINGS = "settings";

  private final GlobalOptions options;
  private final DoctorService service;
  private final ConfigCheckService config;
  private final RoutesService routes;
  private final AuditService audits;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /**
   * @param config the check of the settings
   * @param routes the check of the routes
   * @param audits the check of the audits
   */
  public DoctorCommand(
      GlobalOptions options,
      DoctorService service,
      ConfigCheckService config,
      RoutesService routes,
      AuditService audits) {
    this.options = options;
    this.service = service;
    this.config = config;
    this.routes = routes;
    this.audits = audits;
  }

  @Override
  public Integer call() throws InterruptedException {
    @Nullable LoadedSettings loaded = loaded();
    PrintWriter out = spec.commandLine().getOut();
    Consumer<DoctorStep> progress = json ? step -> {} : step -> print(out, step);
    DoctorReport report =
        service.examine(
            options.home(),
            offline(loaded),
            loaded,
            loaded != null && loaded.hasSigningKey(),
            progress);
    if (json) {
      out.println(Json.of(json(report)));
    } else {
      toDo(out, report.toDo());
    }
    out.flush();
    return exitCode(report);
  }

  private @Nullable LoadedSettings loaded() {
    try {
      return options.loader(it -> {}).loadWithoutSigning(options.overrides());
    } catch (SettingsException e) {
      return null;
    }
  }

  private List<DoctorCheck> offline(@Nullable LoadedSettings loaded) {
    return List.of(
        new DoctorCheck(SETTINGS, List.of(), () -> settings(loaded)),
        new DoctorCheck("routes", List.of(), this::routes),
        new DoctorCheck("audits", List.of(SETTINGS), () -> audits(loaded)));
  }

  private Result settings(@Nullable LoadedSettings loaded) {
    ConfigCheck check = new ConfigCheck(options, config, null);
    LintReport report = check.run();
    return new Result(
        report.findings(), LintText.count(check.settings(), "setting"), loaded != null);
  }

  private Result routes() throws IOException {
    RoutesService.RoutesLint lint = RoutesCommand.checked(options, routes);
    List<LintFinding> findings =
        lint.report().findings().stream().filter(it -> !it.check().equals(SETTINGS)).toList();
    return new Result(findings, LintText.count(lint.files(), "file"), true);
  }

  private Result audits(@Nullable LoadedSettings loaded) {
    if (loaded == null) {
      return new Result(List.of(), "", false);
    }
    AuditService.Lint lint = audits.lint(options.home(), loaded.settings(), null, file -> {});
    String files = LintText.count(lint.files().size(), "file");
    return new Result(
        AuditJson.report(lint).findings(),
        lint.notPlanned().isEmpty() ? files : files + ", only their structure",
        true);
  }

  private static int exitCode(DoctorReport report) {
    if (report.hasErrors(SETTINGS)) {
      return ExitCode.USAGE;
    }
    if (report.isUnreachable()) {
      return ExitCode.UNREACHABLE;
    }
    return report.ok() ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  private static void print(PrintWriter out, DoctorStep step) {
    String found =
        step.findings().isEmpty() ? "" : LintText.count(step.findings().size(), "finding") + "  ";
    out.println(
        String.format(Locale.ROOT, "%-10s  %-11s  ", step.name(), step.status().word())
            + found
            + EscapedText.of(step.detail()));
    out.flush();
  }

  private static void toDo(PrintWriter out, List<LintFinding> findings) {
    out.println();
    if (findings.isEmpty()) {
      out.println("nothing to do");
      return;
    }
    out.println("do this first:");
    int number = 1;
    for (LintFinding finding : findings) {
      if (number == 2) {
        out.println("then:");
      }
      out.println("  " + number++ + ". " + EscapedText.of(finding.toString()));
    }
  }

  private static Map<String, Object> json(DoctorReport report) {
    Map<String, Object> json = LintJson.of(new LintReport(report.toDo()));
    json.put("ok", report.ok());
    json.put("steps", report.steps().stream().map(DoctorCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(DoctorStep step) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", step.name());
    json.put("status", step.status().word());
    json.put("detail", step.detail());
    json.put("findings", step.findings().size());
    return json;
  }
}
