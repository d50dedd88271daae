package dev.waybill.cli;

import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.reconcile.report.ReconcileReport;

/** Service behind the command {@code reconcile}. */
public interface ReconcileService {
  /**
   * Compares the objects that are there, the records that were sealed and the events that were
   * logged. With Athena as the engine it writes the files that Athena reads; otherwise it only
   * reads.
   *
   * @throws Exception when AWS cannot be reached
   */
  ReconcileReport reconcile(ReconcileRequest request) throws Exception;

  /**
   * Writes the files that Athena reads, and returns a statement over them with its values.
   *
   * @throws Exception when AWS cannot be reached
   */
  String statement(ReconcileRequest request, Statement statement) throws Exception;
}
