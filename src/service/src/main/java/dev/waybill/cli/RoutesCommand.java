package dev.waybill.cli;

import dev.waybill.cli.RoutesService.Difference;
import dev.waybill.cli.RoutesService.RoutesLint;
import dev.waybill.lint.LintFinding;
import dev.waybill.lint.LintReport;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.SettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Command {@code waybill routes}. */
@Command(
    name = "routes",
    mixinStandardHelpOptions = true,
    description = "The routes of the home directory, which operators edit.")
public final class RoutesCommand implements Runnable {
  private final GlobalOptions options;
  private final RoutesService service;

  @Spec private CommandSpec spec = CommandSpec.create();

  public RoutesCommand(GlobalOptions options, RoutesService service) {
    this.options = options;
    this.service = service;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "lint is missing");
  }

  @Command(
      name = "lint",
      mixinStandardHelpOptions = true,
      description = {
        "Checks every file of routes/ offline: starts no route and calls no AWS service.",
        "Checks the YAML, names of beans, methods, settings and endpoints, the order of custody, the"
            + " error policy, and that no text of a message is evaluated.",
        "Prints one line per finding: file:line: severity check: route/step: problem; fix.",
        "Exit code 1: there are findings; 2: the folder or the settings cannot be read."
      })
  int lint(
      @Option(
              names = "--diff",
              description = "Shows how the routes differ from those of this release.")
          boolean diff,
      @Option(names = "--json", description = "Prints JSON.") boolean json) {
    try {
      return lint(options, diff, json);
    } catch (IOException e) {
      throw CommandException.usage("routes/ cannot be read: " + e.getMessage(), e);
    }
  }

  private int lint(GlobalOptions global, boolean diff, boolean json) throws IOException {
    RoutesLint lint = checked(global, service);
    List<Difference> differences = diff ? service.differences(global.home()) : List.of();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Map<String, Object> all = LintJson.of(lint.report());
      if (diff) {
        all.put("differences", differences.stream().map(RoutesCommand::json).toList());
      }
      out.println(Json.of(all));
    } else {
      differences.forEach(it -> print(out, it));
      String what = LintText.count(lint.files(), "file");
      LintText.print(out, lint.report(), lint.isPackaged() ? what + " of the program" : what);
    }
    out.flush();
    return lint.report().ok() ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  /** Checks the routes also when settings are wrong; placeholders are not judged then. */
  static RoutesLint checked(GlobalOptions options, RoutesService service) throws IOException {
    @Nullable LoadedSettings loaded = null;
    List<LintFinding> findings = new ArrayList<>();
    try {
      loaded = options.loader().loadWithoutSigning(options.overrides());
    } catch (SettingsException e) {
      findings.add(
          LintFinding.error(
              "settings",
              null,
              0,
              null,
              "settings are wrong, so the names between double braces were not checked",
              "run waybill config check"));
    }
    RoutesLint lint = service.lint(options.home(), loaded);
    findings.addAll(lint.report().findings());
    return new RoutesLint(LintReport.of(findings), lint.files(), lint.isPackaged());
  }

  private static Map<String, Object> json(Difference difference) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", difference.file());
    json.put("state", difference.state());
    json.put("diff", difference.diff());
    return json;
  }

  private static void print(PrintWriter out, Difference difference) {
    if (difference.diff().isEmpty()) {
      out.println(difference.state() + "  " + EscapedText.of(difference.file()));
    }
    difference.diff().forEach(it -> out.println(EscapedText.of(it)));
  }
}
