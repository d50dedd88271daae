package dev.waybill.audit.tuning;

/** Setting of an audit or a parameter that does not exist, or a value of the wrong type. */
public final class InvalidTuningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidTuningException(String message) {
    super(message);
  }

  InvalidTuningException(String message, Throwable cause) {
    super(message, cause);
  }
}
