package dev.waybill.audit.run;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;

/** Audits that are enabled, with their SQL. */
public interface EnabledAudits {
  /**
   * Returns the audit with an id.
   *
   * @throws IllegalArgumentException when no enabled audit has this id
   */
  AuditQuery query(String audit);

  /** Returns the statement that asks an audit's question of a window of events. */
  String sql(AuditQuery query, Window window);
}
