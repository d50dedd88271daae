package dev.waybill.app;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditLint;
import dev.waybill.audit.catalog.LintResult;
import dev.waybill.audit.catalog.Planner;
import dev.waybill.audit.catalog.Problem;
import dev.waybill.reconcile.ReconcilePolicy;
import dev.waybill.reconcile.athena.ReconcileSql;
import dev.waybill.reconcile.athena.ReconcileSql.SqlRun;
import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.reconcile.source.QueriedEvents;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lint of {@code sql/reconcile}.
 *
 * @param policy rules of the raw bucket
 * @param deployment a value for each placeholder of the deployment
 */
record ReconcileLint(Path home, ReconcilePolicy policy, Map<String, String> deployment) {
  private static final String FOLDER = "sql/reconcile/";

  /** Spans two days, so that the bounds of the partition differ. */
  private static final Window SAMPLE =
      Window.last(Duration.ofHours(1), Instant.parse("2026-01-02T00:30:00Z"));

  /**
   * Checks each statement. The plan of the summary contains that of the verdicts, which takes long.
   *
   * @param planner the engine; null to check the structure only
   */
  List<LintResult> check(AuditLint lint, @Nullable Planner planner) {
    return Stream.of(
            check(
                "events.sql",
                () -> QueriedEvents.query(home).bind(SAMPLE, deployment),
                lint,
                planner),
            check("sources.sql", () -> bound(Statement.SOURCES), lint, planner),
            check("summary.sql", () -> bound(Statement.SUMMARY), lint, planner),
            check("verdicts.sql", () -> bound(Statement.VERDICTS), lint, null))
        .toList();
  }

  private String bound(Statement statement) {
    return ReconcileSql.read(home)
        .bind(statement, new SqlRun("run", "run", SAMPLE), policy, deployment);
  }

  private static LintResult check(
      String name, Supplier<String> sql, AuditLint lint, @Nullable Planner planner) {
    String file = FOLDER + name;
    try {
      String bound = sql.get();
      return planner == null
          ? new LintResult(file, List.of())
          : lint.statement(file, bound, planner);
    } catch (IllegalArgumentException e) {
      String reason = String.valueOf(e.getMessage());
      String prefix = file + ": ";
      return new LintResult(
          file,
          List.of(
              new Problem(
                  file,
                  0,
                  reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason)));
    }
  }
}
