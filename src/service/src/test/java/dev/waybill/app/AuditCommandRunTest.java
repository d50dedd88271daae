package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.catalog.InvalidCatalogException;
import dev.waybill.audit.catalog.PlannerSource;
import dev.waybill.cli.AuditService.Progress;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks of {@code waybill audit run} before any query. */
final class AuditCommandRunTest {
  /** Progress that fails when a query is sent. */
  private static final Progress NEVER =
      new Progress() {
        @Override
        public void started(AuditQuery query, Window window) {
          throw new AssertionError(query.id());
        }

        @Override
        public void running(Duration since) {
          throw new AssertionError(since.toString());
        }

        @Override
        public void row(Map<String, String> row) {
          throw new AssertionError(row.toString());
        }
      };

  @Test
  void listsProblemsOfInvalidAuditsBeforeAnyQuery(@TempDir Path home) throws Exception {
    Path audits = Files.createDirectories(home.resolve("sql/audits"));
    Files.writeString(audits.resolve("X-01-no-header.sql"), "-- id: X-01\nSELECT 1\n");
    Settings settings = new SettingsLoader(home, Map.of()).loadWithoutSigning(Map.of()).settings();

    assertThatThrownBy(
            () ->
                new AuditCommandRun(PlannerSource.NONE)
                    .run(home, settings, "X-01", Duration.ofHours(1), NEVER))
        .isInstanceOf(InvalidCatalogException.class)
        .hasMessageContaining("\n  sql/audits/X-01-no-header.sql:1: \"-- title: …\" is missing");
  }
}
