package dev.waybill.localcloud.service;

/**
 * Error response of a JSON service with an AWS error code. Has no stack trace because an error
 * response is an expected result.
 */
public final class JsonError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;

  /** Constructs an error of the caller: status 400. */
  public JsonError(String code, String message) {
    this(400, code, message);
  }

  JsonError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** Returns the HTTP status. */
  int status() {
    return status;
  }

  /** Returns the AWS error code. */
  public String code() {
    return code;
  }
}
