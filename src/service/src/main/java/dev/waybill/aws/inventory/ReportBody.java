package dev.waybill.aws.inventory;

import dev.waybill.aws.S3Failure;
import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Body of an object of a report. Its reader compares the bytes with the manifest, so that bytes
 * without their stored checksum are only the end here.
 */
final class ReportBody extends FilterInputStream {
  private final ResponseInputStream<GetObjectResponse> body;
  private boolean isEnded;

  ReportBody(ResponseInputStream<GetObjectResponse> body) {
    super(body);
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? read : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (isEnded) {
      return -1;
    }
    int read = readOrEnd(buffer, offset, length);
    isEnded = read < 0;
    return read;
  }

  private int readOrEnd(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (SdkException e) {
      if (e instanceof SdkClientException client && S3Failure.isChecksumMismatch(client)) {
        return -1;
      }
      throw S3InventoryObjects.unreadable(e);
    }
  }

  /** Ends the connection of a body that was not read to its end, instead of reading the rest. */
  @Override
  public void close() throws IOException {
    if (!isEnded) {
      body.abort();
    }
    super.close();
  }
}
