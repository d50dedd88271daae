package dev.waybill.cli;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.Checked;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The audits of a home directory. */
public interface AuditService {
  /**
   * What was looked at.
   *
   * @param files each, with what is wrong with it
   * @param notPlanned why no engine planned the SQL, and how to get one; empty when one did
   */
  record Lint(List<Checked> files, String notPlanned) {
    public Lint {
      files = List.copyOf(files);
    }
  }

  /**
   * The audits.
   *
   * @param home where {@code sql/} is
   * @throws dev.waybill.audit.catalog.InvalidCatalogException when a file is none
   */
  AuditCatalog catalog(Path home);

  /**
   * Looks at the schema and the audits, and runs none. AWS is not asked.
   *
   * @param home where {@code sql/} is
   * @param heard hears of each file as soon as it was looked at
   */
  Lint lint(Path home, Settings settings, Consumer<Checked> heard);
}
