package dev.waybill.app;

import dev.waybill.audit.catalog.AuditFiles;
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
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lint of the schema, the audits and the reconciliation, with a SQL engine when there is one. */
final class AuditLintCommandRun {
  /** Placeholder account: lint makes no call to AWS, and plans do not depend on the account. */
  private static final String ACCOUNT = "000000000000";

  private static final String NO_TABLES = "SQL cannot be planned without the tables";

  private final PlannerSource engine;
  private final Path home;
  private final Settings settings;
  private final @Nullable String only;
  private final Consumer<LintResult> listener;
  private final SchemaScripts scripts;
  private final SchemaLint schema;
  private final List<LintResult> files = new ArrayList<>();
  private Map<String, String> selected = Map.of();

  /**
   * @param only the id or the file of the one audit to check; null for the schema and all audits
   * @param listener receives each file as soon as it is checked
   */
  AuditLintCommandRun(
      PlannerSource engine,
      Path home,
      Settings settings,
      @Nullable String only,
      Consumer<LintResult> listener) {
    this.engine = engine;
    this.home = home;
    this.settings = settings;
    this.only = only;
    this.listener = listener;
    this.scripts = new SchemaScripts(home, Deployment.of(settings, "aws", ACCOUNT, "us-east-1"));
    this.schema = SchemaLint.of(scripts);
  }

  Lint run() {
    // First, because a wrong name must not wait for the engine.
    selected = only == null ? AuditFiles.all(home) : AuditFiles.one(home, only);
    if (!schema.invalid().isEmpty()) {
      schema.invalid().forEach(this::report);
      return audits(null, NO_TABLES);
    }
    OpenPlanner planner;
    try {
      planner =
          engine.open(List.copyOf(scripts.statements().values()), settings.audit().database());
    } catch (PlannerAbsentException e) {
      checkSchema(null);
      return audits(null, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      report(schema.rejected(e));
      return audits(null, NO_TABLES);
    }
    try (planner) {
      checkSchema(planner);
      return audits(planner, "");
    }
  }

  /** Checks the schema, which a plan of one audit only needs to be able to be created. */
  private void checkSchema(@Nullable Planner planner) {
    if (only == null) {
      schema.check(planner).forEach(this::report);
    }
  }

  private Lint audits(@Nullable Planner planner, String notPlanned) {
    Map<String, String> deployment = DeploymentValues.of(settings, ACCOUNT);
    AuditLint lint = new AuditLint(schema.rules(), deployment);
    lint.check(selected, planner, this::report);
    if (only == null) {
      new ReconcileLint(home, ReconcileInputs.policy(settings), deployment)
          .check(lint, planner)
          .forEach(this::report);
    }
    return new Lint(files, notPlanned);
  }

  private void report(LintResult file) {
    files.add(file);
    listener.accept(file);
  }
}
