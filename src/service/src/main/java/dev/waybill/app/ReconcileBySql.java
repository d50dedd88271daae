package dev.waybill.app;

import dev.waybill.aws.AthenaQueries;
import dev.waybill.aws.AthenaTrail;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.ReconcileRequest;
import dev.waybill.log.LogStore;
import dev.waybill.reconcile.Reconciliation;
import dev.waybill.reconcile.athena.ReconcileSql;
import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.reconcile.athena.SqlInventory;
import dev.waybill.reconcile.athena.SqlReconciler;
import dev.waybill.reconcile.athena.SqlReconciler.Prepared;
import dev.waybill.reconcile.athena.SqlReconciler.SqlLog;
import java.nio.file.Path;

/**
 * Reconciliation by SQL with the inputs of a command.
 *
 * @param inputs the inputs
 * @param reconciler the reconciler
 */
record ReconcileBySql(ReconcileInputs inputs, SqlReconciler reconciler) {
  static ReconcileBySql of(ReconcileInputs inputs, LogStore store, Path home) {
    return new ReconcileBySql(
        inputs,
        new SqlReconciler(
            sql(home),
            inputs.policy(),
            AuditWiring.deployment(inputs.aws(), inputs.settings(), null),
            store,
            inputs.logFiles().get(),
            inputs.clock()));
  }

  private static ReconcileSql sql(Path home) {
    try {
      return ReconcileSql.read(home);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private Prepared prepare(ReconcileRequest request, SqlLog log) throws InterruptedException {
    String name = request.inventory();
    return reconciler.prepare(
        inputs.sources(log.entries(), log.published(), request.since()),
        log,
        name == null ? null : SqlInventory.of(name, inputs.clock().instant()),
        request.since());
  }

  Reconciliation judge(ReconcileRequest request, SqlLog log) throws InterruptedException {
    return reconciler.judge(
        prepare(request, log),
        new AthenaTrail(
            new AthenaQueries(inputs.aws().athena(), inputs.settings().audit()),
            inputs.settings().auditRuns().queryTimeout()));
  }

  String statement(ReconcileRequest request, SqlLog log, Statement statement)
      throws InterruptedException {
    Prepared prepared = prepare(request, log);
    if (!prepared.problems().isEmpty()) {
      String problem = String.join("; ", prepared.problems());
      throw CommandException.unreachable(problem, new IllegalStateException(problem));
    }
    return reconciler.statement(statement, prepared);
  }
}
