package dev.waybill.cli;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.tuning.TunedAudits;
import dev.waybill.lint.LintReport;
import dev.waybill.record.offline.EscapedText;
import dev.waybill.settings.AuditTuning;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.SettingEntry;
import dev.waybill.settings.SettingsException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Command {@code waybill config}. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the effective configuration: key, value and origin.",
      "Prints problems on standard error, with exit code 2."
    })
public final class ConfigCommand implements Callable<Integer> {
  private final GlobalOptions options;
  private final ConfigCheckService service;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Option(names = "--local", description = "Shows the configuration of the local profile.")
  private boolean local;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "./data",
      description = "The local profile's data directory (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Spec private CommandSpec spec = CommandSpec.create();

  public ConfigCommand(GlobalOptions options, ConfigCheckService service) {
    this.options = options;
    this.service = service;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = {
        "Checks all settings offline, and calls no AWS service.",
        "Checks keys, values, the files that settings name, and settings that contradict each other"
            + " or have no effect.",
        "Exit code 1: there are findings."
      })
  int check(
      @Option(names = "--json", description = "Prints JSON.") boolean asJson,
      @Option(names = "--local", description = "Checks the configuration of the local profile.")
          boolean isLocal) {
    ConfigCheck check = new ConfigCheck(options, service, isLocal || local ? data : null);
    LintReport report = check.run();
    PrintWriter out = spec.commandLine().getOut();
    if (asJson || json) {
      out.println(Json.of(LintJson.of(report)));
    } else {
      LintText.print(out, report, LintText.count(check.settings(), "setting"));
    }
    out.flush();
    return report.ok() ? ExitCode.SUCCESS : ExitCode.FINDING;
  }

  /** Shows an invalid configuration too: the user needs to see it to fix it. */
  @Override
  public Integer call() {
    try {
      LoadedSettings loaded = load();
      show(loaded.entries());
      requireKnownAudits(loaded.settings().auditRuns().tunings());
      return ExitCode.SUCCESS;
    } catch (SettingsException e) {
      show(e.entries());
      throw e;
    }
  }

  private LoadedSettings load() {
    return local
        ? options.loader().loadLocal(data, options.overrides())
        : options.loader().load(options.overrides());
  }

  /** Checks settings of single audits, as the start of the service does. */
  private void requireKnownAudits(Map<String, AuditTuning> tunings) {
    if (!tunings.isEmpty()) {
      TunedAudits unused = new TunedAudits(AuditCatalog.load(options.home()), tunings, Map.of());
    }
  }

  private void show(List<SettingEntry> entries) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.of(entries.stream().map(ConfigCommand::fields).toList()));
    } else {
      table(entries).forEach(out::println);
    }
    out.flush();
  }

  private static Map<String, String> fields(SettingEntry entry) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("key", entry.key());
    fields.put("value", entry.shown());
    fields.put("origin", entry.origin());
    return fields;
  }

  private static List<String> table(List<SettingEntry> entries) {
    int key = entries.stream().mapToInt(entry -> entry.key().length()).max().orElse(0);
    int value = entries.stream().mapToInt(entry -> value(entry).length()).max().orElse(0);
    return entries.stream()
        .map(
            entry ->
                pad(entry.key(), key) + "  " + pad(value(entry), value) + "  " + entry.origin())
        .toList();
  }

  /** Returns the value for the terminal; an invalid value may hold any text. */
  private static String value(SettingEntry entry) {
    return EscapedText.of(entry.shown());
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
