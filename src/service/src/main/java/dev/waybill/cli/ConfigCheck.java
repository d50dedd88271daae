package dev.waybill.cli;

import dev.waybill.lint.LintFinding;
import dev.waybill.lint.LintReport;
import dev.waybill.lint.config.ConfigContradictions;
import dev.waybill.lint.config.ConfigFindings;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.SettingEntry;
import dev.waybill.settings.SettingsException;
import dev.waybill.settings.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Check of all settings, which goes on after the first problem. */
final class ConfigCheck {
  private final GlobalOptions options;
  private final ConfigCheckService service;
  private final @Nullable Path localData;
  private final List<LintFinding> findings = new ArrayList<>();
  private List<SettingEntry> entries = List.of();
  private @Nullable LoadedSettings loaded;

  /**
   * @param localData data directory of the local profile; null outside of it
   */
  ConfigCheck(GlobalOptions options, ConfigCheckService service, @Nullable Path localData) {
    this.options = options;
    this.service = service;
    this.localData = localData;
  }

  LintReport run() {
    Path home = options.home();
    try {
      LoadedSettings valid = load();
      loaded = valid;
      entries = valid.entries();
      findings.addAll(ConfigFindings.unknown(valid.others()));
      if (localData == null || Files.exists(localData.resolve("keys"))) {
        // The local profile makes its keys at its first start.
        findings.addAll(service.files(home, valid));
      }
    } catch (SettingsException e) {
      entries = e.entries();
      e.problems().forEach(it -> findings.add(ConfigFindings.of(it)));
      findings.addAll(ConfigFindings.missingFiles(home, entries));
    }
    findings.addAll(
        new ConfigContradictions(entries, options.environment(), localData != null).findings());
    return LintReport.of(findings);
  }

  private LoadedSettings load() {
    SettingsLoader loader = options.loader(it -> findings.add(ConfigFindings.removed(it)));
    Map<String, String> overrides = options.overrides();
    return localData == null ? loader.load(overrides) : loader.loadLocal(localData, overrides);
  }

  /** Returns the number of settings that have a value. */
  long settings() {
    return entries.size();
  }

  /** Returns the settings; null when they are wrong. */
  @Nullable LoadedSettings loaded() {
    return loaded;
  }
}
