package dev.waybill.audit.run;

import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;

/** The audits that are on. */
public interface Audits {
  /**
   * One of them.
   *
   * @throws IllegalArgumentException when there is none of this id
   */
  AuditQuery query(String audit);

  /** What it asks of a span of events. */
  String sql(AuditQuery query, Window window);
}
