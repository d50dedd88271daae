package dev.waybill.aws;

/** Invalid AWS setting in the environment. The message is one line that names the fix. */
public final class EnvironmentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  EnvironmentException(String message) {
    super(message);
  }
}
