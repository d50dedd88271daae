package dev.waybill.audit.run;

/** Listener for the ends of runs. */
@FunctionalInterface
public interface AuditListener {
  /** Records the end of a run, with or without an answer. */
  void ended(AuditReport report);
}
