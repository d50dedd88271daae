package dev.waybill.witness;

/** Rejection of a request; the message holds no untrusted input. */
final class RejectedRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  static final int MALFORMED = 400;
  static final int UNTRUSTED = 403;
  static final int UNKNOWN = 404;
  static final int INCONSISTENT = 422;

  private final int status;

  RejectedRequestException(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  int status() {
    return status;
  }

  WitnessAnswer answer() {
    return WitnessAnswer.problem(status, String.valueOf(getMessage()));
  }
}
