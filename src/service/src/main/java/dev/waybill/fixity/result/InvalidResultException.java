package dev.waybill.fixity.result;

/** Defect of a file of results, found while it is read. The message is free of untrusted input. */
public final class InvalidResultException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidResultException(String message) {
    super(message);
  }

  /** Returns the exception without a stack trace: untrusted input may cause it often. */
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
