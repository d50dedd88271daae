package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Body of a request, in which a failure to read is the client's. Every other failure of input and
 * output is one of the local cloud, such as a full disk.
 */
final class ClientBody extends FilterInputStream {
  ClientBody(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException closedOrMalformed) {
      throw new StoreException(S3ErrorCode.INCOMPLETE_BODY);
    }
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    try {
      return super.read(into, offset, length);
    } catch (IOException closedOrMalformed) {
      throw new StoreException(S3ErrorCode.INCOMPLETE_BODY);
    }
  }
}
