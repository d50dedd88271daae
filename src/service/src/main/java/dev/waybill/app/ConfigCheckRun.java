package dev.waybill.app;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.InvalidCatalogException;
import dev.waybill.audit.tuning.InvalidTuningException;
import dev.waybill.audit.tuning.TunedAudits;
import dev.waybill.cli.ConfigCheckService;
import dev.waybill.lint.LintFinding;
import dev.waybill.settings.ClusterSettings;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.signing.SigningKey;
import dev.waybill.startup.LogChecks;
import dev.waybill.startup.Preconditions;
import dev.waybill.startup.StartupException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Command {@code waybill config check}: reads the files that settings name, as the start does. */
final class ConfigCheckRun implements ConfigCheckService {
  private static final String FILE = "file";

  @Override
  public List<LintFinding> files(Path home, LoadedSettings loaded) {
    Settings settings = loaded.settings();
    List<LintFinding> findings = new ArrayList<>();
    check(
        findings,
        () -> {
          // Only the start asks KMS.
          if (settings.signing().kms() == null) {
            SigningKey unused = Preconditions.signingKey(settings.signing());
          }
        });
    check(findings, () -> Preconditions.trustList(settings.signing()).ifPresent(it -> {}));
    check(findings, () -> LogChecks.identity(settings.recordLog()).ifPresent(it -> {}));
    check(findings, () -> tunings(home, settings));
    writable(findings, "waybill.alerts.file", parent(settings.alertsFile()));
    if (settings.cluster().election() == ClusterSettings.Election.FILE) {
      writable(findings, "waybill.cluster.folder", parent(settings.cluster().folder()));
    }
    return findings;
  }

  private static void tunings(Path home, Settings settings) {
    TunedAudits unused =
        new TunedAudits(AuditCatalog.load(home), settings.auditRuns().tunings(), Map.of());
  }

  private static void check(List<LintFinding> findings, Runnable check) {
    try {
      check.run();
    } catch (StartupException | InvalidTuningException e) {
      findings.add(LintFinding.ofMessage(FILE, e.getMessage()));
    } catch (InvalidCatalogException e) {
      findings.add(
          LintFinding.error(
              "audits", null, 0, null, "the audits cannot be read", "run waybill audit lint"));
    }
  }

  private static @Nullable Path parent(@Nullable Path file) {
    return file == null ? null : file.toAbsolutePath().getParent();
  }

  /** The nearest folder that exists decides, because the service creates the others. */
  private static void writable(List<LintFinding> findings, String key, @Nullable Path folder) {
    Path at = folder;
    while (at != null && !Files.exists(at)) {
      at = at.getParent();
    }
    if (at != null && !(Files.isDirectory(at) && Files.isWritable(at))) {
      findings.add(
          LintFinding.error(
              FILE, null, 0, key, at + " is no folder to write to", "name a writable folder"));
    }
  }
}
