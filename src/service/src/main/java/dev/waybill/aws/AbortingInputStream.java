package dev.waybill.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.Abortable;

/**
 * Body of a response whose connection ends when a read fails. Closing the body would otherwise read
 * its rest, however slowly it arrives.
 */
final class AbortingInputStream extends FilterInputStream implements Abortable {
  private final InputStream response;

  /**
   * Creates a body.
   *
   * @param response body as the HTTP client returns it
   * @param checked the same body with checks, whose failures end the connection
   */
  AbortingInputStream(InputStream response, InputStream checked) {
    super(checked);
    this.response = response;
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      abort();
      throw e;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (IOException e) {
      abort();
      throw e;
    }
  }

  @Override
  public void abort() {
    abort(response);
  }

  /** Ends the connection of a response instead of reading the rest of its body. */
  static void abort(InputStream response) {
    if (response instanceof Abortable abortable) {
      abortable.abort();
    }
  }
}
