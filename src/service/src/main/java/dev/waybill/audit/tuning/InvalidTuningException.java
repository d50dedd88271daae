package dev.waybill.audit.tuning;

/** Failure to apply a setting of an audit; the message names the key and the fix. */
public final class InvalidTuningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidTuningException(String message) {
    super(message);
  }

  InvalidTuningException(String message, Throwable cause) {
    super(message, cause);
  }
}
