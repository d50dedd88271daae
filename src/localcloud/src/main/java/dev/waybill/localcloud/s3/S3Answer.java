package dev.waybill.localcloud.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one call. Nobody has it whole before the call is on record: what is kept of a call
 * that was answered cannot be lost with the process any more.
 */
final class S3Answer {
  private static final int BUFFER = 128 * 1024;

  private static final long LARGE = 4L * 1024 * 1024;

  private final Response response;
  private final boolean bodiless;
  private Runnable beforeEnd = () -> {};
  private long length;

  /**
   * @param bodiless whether it is to a HEAD
   */
  S3Answer(Response response, boolean bodiless) {
    this.response = response;
    this.bodiless = bodiless;
  }

  /** Has something done before the last bytes go; its failure is the answer's. */
  void beforeEnd(Runnable step) {
    beforeEnd = step;
  }

  void header(String name, @Nullable String value) {
    if (value != null) {
      response.getHeaders().put(name, value);
    }
  }

  @Nullable String header(String name) {
    return response.getHeaders().get(name);
  }

  int status() {
    return response.getStatus();
  }

  boolean isCommitted() {
    return response.isCommitted();
  }

  /** The bytes of its body. */
  long length() {
    return length;
  }

  void empty(int status) {
    response.setStatus(status);
    length = 0;
    if (status != 204 && status != 304) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
    }
  }

  void bytes(int status, byte[] body) throws IOException {
    begin(status, body.length);
    if (!bodiless) {
      beforeEnd.run();
      try (OutputStream out = Content.Sink.asOutputStream(response)) {
        out.write(body);
      }
    }
  }

  /** Streams a body of that length. */
  void stream(int status, long size, InputStream body) throws IOException {
    begin(status, size);
    if (bodiless) {
      return;
    }
    ReadableByteChannel channel =
        body instanceof ReadableByteChannel direct ? direct : Channels.newChannel(body);
    ByteBuffer buffer = buffer(size);
    // Not ended when something fails: an answer that has not begun can still be an error.
    long left = size;
    while (left > 0 && channel.read(buffer.clear()) > 0) {
      left -= buffer.flip().remaining();
      if (left <= 0) {
        beforeEnd.run();
      }
      Content.Sink.write(response, false, buffer);
    }
    if (size == 0) {
      beforeEnd.run();
    }
    Content.Sink.write(response, true, BufferUtil.EMPTY_BUFFER);
  }

  /**
   * Outside the heap, where the system fills and sends it itself, when that is worth its making.
   */
  private static ByteBuffer buffer(long size) {
    return size >= LARGE
        ? ByteBuffer.allocateDirect(BUFFER)
        : ByteBuffer.allocate((int) Math.max(1, Math.min(BUFFER, size)));
  }

  /** Sends what has no body. */
  void flush() throws IOException {
    if (!isCommitted()) {
      Content.Sink.asOutputStream(response).close();
    }
  }

  private void begin(int status, long size) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, size);
    length = bodiless ? 0 : size;
  }
}
