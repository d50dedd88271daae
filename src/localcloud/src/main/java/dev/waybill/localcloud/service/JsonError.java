package dev.waybill.localcloud.service;

/** A refusal, named as AWS names it. Carries no stack trace: it is an answer, not a fault. */
public final class JsonError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;

  /** A mistake of the caller's: status 400. */
  public JsonError(String code, String message) {
    this(400, code, message);
  }

  JsonError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
