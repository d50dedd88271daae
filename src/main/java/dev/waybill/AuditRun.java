package dev.waybill;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.Checked;
import dev.waybill.cli.AuditService;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.util.function.Consumer;

/** {@code waybill audit}. */
final class AuditRun implements AuditService {
  @Override
  public AuditCatalog catalog(Path home) {
    return AuditCatalog.load(home);
  }

  @Override
  public Lint lint(Path home, Settings settings, Consumer<Checked> heard) {
    return new AuditLintRun(home, settings, heard).run();
  }
}
