package dev.waybill.aws;

import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The provenance bucket refused or failed. That is about the deployment and never about the object
 * in custody, so no object is given up for it.
 */
public final class ArchiveException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient S3Exception refusal;

  private ArchiveException(String message, S3Exception refusal) {
    super(message, refusal);
    this.refusal = refusal;
  }

  /** Returns S3's error response. */
  public S3Exception refusal() {
    return refusal;
  }

  static ArchiveException of(S3Exception cause) {
    return new ArchiveException(
        "the provenance bucket answered " + cause.statusCode() + " " + S3Failure.code(cause),
        cause);
  }
}
