package dev.waybill.aws;

import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Failed request to the provenance bucket. The cause is the deployment and never the object in
 * custody, so no object is rejected for it.
 */
public final class ArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient S3Exception s3Error;
  private final transient Runnable request;

  private ArchiveException(String message, S3Exception s3Error, Runnable request) {
    super(message, s3Error);
    this.s3Error = s3Error;
    this.request = request;
  }

  /** Returns S3's error response. */
  public S3Exception s3Error() {
    return s3Error;
  }

  /** Returns the request, which may be repeated: no request changes what is stored. */
  Runnable request() {
    return request;
  }

  static ArchiveException of(S3Exception cause, Runnable request) {
    return new ArchiveException(
        "the provenance bucket answered " + cause.statusCode() + " " + S3Failure.code(cause),
        cause,
        request);
  }
}
