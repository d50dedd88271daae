package dev.waybill.audit.catalog;

/** Absence of a SQL engine; the message says how to get one. */
public final class PlannerAbsentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PlannerAbsentException(String message) {
    super(message);
  }
}
