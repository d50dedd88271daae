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
 * Response to a call. The last bytes are sent after the call is recorded, so that every completed
 * call is in the access log even after a crash.
 */
final class S3Response {
  private static final int BUFFER = 128 * 1024;

  private static final long LARGE = 4L * 1024 * 1024;

  private final Response response;
  private final boolean bodiless;
  private Runnable beforeEnd = () -> {};
  private long length;

  /**
   * @param bodiless true for the response to a HEAD request
   */
  S3Response(Response response, boolean bodiless) {
    this.response = response;
    this.bodiless = bodiless;
  }

  /** Sets a step that runs before the last bytes are sent; the response fails if the step fails. */
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

  /** Returns the number of bytes of the body that were sent, or are about to be. */
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
    start(status, body.length);
    if (!bodiless) {
      beforeEnd.run();
      try (OutputStream out = Content.Sink.asOutputStream(response)) {
        out.write(body);
      }
    }
  }

  /** Streams a body of the given size. */
  void stream(int status, long size, InputStream body) throws IOException {
    start(status, size);
    length = 0;
    if (bodiless) {
      return;
    }
    ReadableByteChannel channel =
        body instanceof ReadableByteChannel direct ? direct : Channels.newChannel(body);
    ByteBuffer buffer = buffer(size);
    // A response that has not started must stay open after a failure, to send the error.
    long remaining = size;
    while (remaining > 0 && channel.read(buffer.clear()) > 0) {
      int read = buffer.flip().remaining();
      remaining -= read;
      length += read;
      if (remaining <= 0) {
        beforeEnd.run();
      }
      Content.Sink.write(response, false, buffer);
    }
    if (size == 0) {
      beforeEnd.run();
    }
    Content.Sink.write(response, true, BufferUtil.EMPTY_BUFFER);
  }

  /** Allocates a buffer; a direct one for large bodies, where it saves a copy. */
  private static ByteBuffer buffer(long size) {
    return size >= LARGE
        ? ByteBuffer.allocateDirect(BUFFER)
        : ByteBuffer.allocate((int) Math.max(1, Math.min(BUFFER, size)));
  }

  /** Sends a response without a body. */
  void flush() throws IOException {
    if (!isCommitted()) {
      Content.Sink.asOutputStream(response).close();
    }
  }

  private void start(int status, long size) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, size);
    length = bodiless ? 0 : size;
  }
}
