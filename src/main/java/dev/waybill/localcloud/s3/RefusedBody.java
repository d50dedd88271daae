package dev.waybill.localcloud.s3;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/** The body of a request that is refused. */
final class RefusedBody {
  private static final int BUFFER = 128 * 1024;
  private static final long MOST = 64L * 1024 * 1024;

  private RefusedBody() {}

  /** Reads it, up to a limit: a client that still sends would not read the answer. */
  static void drain(Request request) throws IOException {
    InputStream body = Content.Source.asInputStream(request);
    byte[] buffer = new byte[BUFFER];
    long drained = 0;
    for (int read = body.read(buffer); read >= 0 && drained < MOST; read = body.read(buffer)) {
      drained += read;
    }
  }
}
