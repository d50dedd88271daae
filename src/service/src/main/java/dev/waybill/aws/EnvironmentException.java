package dev.waybill.aws;

/** What the environment says of AWS cannot be: its message is one line that a person can act on. */
public final class EnvironmentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  EnvironmentException(String message) {
    super(message);
  }
}
