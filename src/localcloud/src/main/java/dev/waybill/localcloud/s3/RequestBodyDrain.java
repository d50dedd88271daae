package dev.waybill.localcloud.s3;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/** Drain for the unread body of a failed request. */
final class RequestBodyDrain {
  private static final long MAX_BYTES = 64L * 1024 * 1024;
  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);

  private RequestBodyDrain() {}

  /**
   * Reads the rest of the body up to a limit of bytes and time, because a client that is still
   * sending does not read the response. Skips a client that waits for {@code 100 Continue}.
   *
   * @return true when the connection can be reused
   */
  static boolean drain(Request request) throws InterruptedException {
    boolean waits =
        request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
    if (waits && Request.getContentBytesRead(request) == 0) {
      return false;
    }
    long end = System.nanoTime() + TIMEOUT_NANOS;
    long drained = 0;
    while (drained < MAX_BYTES) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        if (!await(request, end - System.nanoTime())) {
          return false;
        }
        continue;
      }
      if (Content.Chunk.isFailure(chunk)) {
        return false;
      }
      drained += chunk.remaining();
      boolean last = chunk.isLast();
      chunk.release();
      if (last) {
        return true;
      }
    }
    return false;
  }

  private static boolean await(Request request, long nanos) throws InterruptedException {
    if (nanos <= 0) {
      return false;
    }
    CountDownLatch more = new CountDownLatch(1);
    request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, more::countDown));
    return more.await(nanos, TimeUnit.NANOSECONDS);
  }
}
