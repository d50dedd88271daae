package dev.waybill.app;

import dev.waybill.audit.catalog.AuditLint;
import dev.waybill.audit.catalog.DeploymentValues;
import dev.waybill.audit.catalog.LintResult;
import dev.waybill.audit.catalog.Planner;
import dev.waybill.audit.catalog.PlannerAbsentException;
import dev.waybill.audit.catalog.PlannerSource;
import dev.waybill.audit.catalog.PlannerSource.OpenPlanner;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.schema.SchemaScripts;
import dev.waybill.cli.AuditService.Lint;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lint of the schema and the audits, with a SQL engine where there is one. */
final class AuditLintCommandRun {
  /** Nobody is asked whose account it is, and no audit plans otherwise for another. */
  private static final String ACCOUNT = "000000000000";

  private static final String NO_TABLES = "without its tables no SQL can be planned";

  private final PlannerSource engine;
  private final Path home;
  private final Settings settings;
  private final Consumer<LintResult> heard;
  private final SchemaScripts scripts;
  private final SchemaLint schema;
  private final List<LintResult> files = new ArrayList<>();

  /**
   * @param heard hears of each file as soon as it was looked at
   */
  AuditLintCommandRun(
      PlannerSource engine, Path home, Settings settings, Consumer<LintResult> heard) {
    this.engine = engine;
    this.home = home;
    this.settings = settings;
    this.heard = heard;
    this.scripts = new SchemaScripts(home, Deployment.of(settings, "aws", ACCOUNT, "us-east-1"));
    this.schema = SchemaLint.of(scripts);
  }

  Lint run() {
    if (!schema.wrong().isEmpty()) {
      schema.wrong().forEach(this::tell);
      return audits(null, NO_TABLES);
    }
    OpenPlanner planner;
    try {
      planner =
          engine.open(List.copyOf(scripts.statements().values()), settings.audit().database());
    } catch (PlannerAbsentException e) {
      schema.check(null).forEach(this::tell);
      return audits(null, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      tell(schema.refused(e));
      return audits(null, NO_TABLES);
    }
    try (planner) {
      schema.check(planner).forEach(this::tell);
      return audits(planner, "");
    }
  }

  private Lint audits(@Nullable Planner planner, String notPlanned) {
    new AuditLint(schema.rules(), DeploymentValues.of(settings, ACCOUNT))
        .check(home, planner, this::tell);
    return new Lint(files, notPlanned);
  }

  private void tell(LintResult file) {
    files.add(file);
    heard.accept(file);
  }
}
