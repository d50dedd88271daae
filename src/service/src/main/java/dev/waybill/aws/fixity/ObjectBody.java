package dev.waybill.aws.fixity;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Body of a response that is read to its end, whatever its bytes are: the reader compares them
 * itself, and learns how many there were. A body that is closed before its end ends its connection,
 * because closing it would read the rest.
 */
final class ObjectBody extends FilterInputStream {
  /** Text of Apache HttpClient, whose type is not that of every client. */
  private static final String ENDED_EARLY = "Premature end";

  private final ResponseInputStream<GetObjectResponse> body;
  private boolean hasEnded;

  ObjectBody(ResponseInputStream<GetObjectResponse> body) {
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
    if (hasEnded) {
      return -1;
    }
    int read = readOrEnd(buffer, offset, length);
    hasEnded = read < 0;
    return read;
  }

  private int readOrEnd(byte[] buffer, int offset, int length) throws IOException {
    try {
      return super.read(buffer, offset, length);
    } catch (SdkException e) {
      throw new IOException("the body cannot be read", e);
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).startsWith(ENDED_EARLY)) {
        return -1;
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    if (!hasEnded) {
      body.abort();
    }
    super.close();
  }
}
