package dev.waybill.localcloud.store;

/** A request that S3 would refuse. Carries no stack trace: it is an answer, not a fault. */
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
