package dev.waybill.audit.run;

/** Hears how runs of audits end. */
@FunctionalInterface
public interface AuditListener {
  /** A run ended, with an answer or without. */
  void ended(AuditReport report);
}
