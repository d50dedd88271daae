package dev.waybill.digest;

import java.io.IOException;

/** Bytes that S3 sent do not have the checksum that S3 stores for them. */
public final class ChecksumMismatchException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception without a cause. */
  public ChecksumMismatchException(String message) {
    super(message);
  }

  /** Creates an exception for the failure of a client. */
  public ChecksumMismatchException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
