package dev.waybill.localcloud.s3;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/** The body of a request that is refused. */
final class RefusedBody {
  private static final long MOST = 64L * 1024 * 1024;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  private RefusedBody() {}

  /**
   * Reads it, up to a limit: a client that still sends would not read the answer. One that waits to
   * be told to send is not told, and one that stalls is not waited for.
   *
   * @return whether another request can follow on the connection
   */
  static boolean drain(Request request) throws InterruptedException {
    boolean waits =
        request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
    if (waits && Request.getContentBytesRead(request) == 0) {
      return false;
    }
    long end = System.nanoTime() + PATIENCE;
    long drained = 0;
    while (drained < MOST) {
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
