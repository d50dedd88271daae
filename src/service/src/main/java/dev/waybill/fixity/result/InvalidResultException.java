package dev.waybill.fixity.result;

/** Defect of a file of results, found while it is read. The message is free of untrusted input. */
public final class InvalidResultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception without a stack trace: untrusted input may cause it often. */
  InvalidResultException(String message) {
    super(message, null, false, false);
  }
}
