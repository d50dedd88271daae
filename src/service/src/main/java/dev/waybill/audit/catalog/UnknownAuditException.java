package dev.waybill.audit.catalog;

/** Absence of a requested audit; the message names the audit and how to list those that exist. */
public final class UnknownAuditException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownAuditException(String message) {
    super(message);
  }
}
