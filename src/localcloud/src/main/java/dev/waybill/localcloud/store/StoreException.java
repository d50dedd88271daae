package dev.waybill.localcloud.store;

/** S3 error response to a request. Has no stack trace, as it is expected. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final S3ErrorCode code;

  public StoreException(S3ErrorCode code) {
    this(code, code.message());
  }

  public StoreException(S3ErrorCode code, String message) {
    super(message, null, false, false);
    this.code = code;
  }

  public S3ErrorCode code() {
    return code;
  }
}
