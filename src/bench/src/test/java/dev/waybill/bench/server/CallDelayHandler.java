package dev.waybill.bench.server;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Handler that delays every call of S3 and SQS as a network would. A delayed call holds no thread,
 * and the wait of a long poll begins after the delay.
 */
final class CallDelayHandler extends Handler.Wrapper {
  private final CallMeter meter;
  private final AtomicLong millis = new AtomicLong();

  CallDelayHandler(Handler services, CallMeter meter) {
    super(services);
    this.meter = meter;
  }

  void set(long delay) {
    millis.set(delay);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ServerOperation operation = ServerOperation.of(request);
    MeteredCall call = new MeteredCall(request, response, callback, operation, System.nanoTime());
    long delay = operation.isMeasured() ? millis.get() : 0;
    if (delay == 0) {
      return call.serve();
    }
    request
        .getComponents()
        .getScheduler()
        .schedule(
            () -> request.getComponents().getExecutor().execute(call::serveDelayed),
            delay,
            TimeUnit.MILLISECONDS);
    return true;
  }

  /** One call, with counters of its bytes. */
  private final class MeteredCall implements Callback {
    private final Callback callback;
    private final ServerOperation operation;
    private final long startNanos;
    private final Request request;
    private final Response response;
    private long bytesIn;
    private long bytesOut;

    MeteredCall(
        Request request,
        Response response,
        Callback callback,
        ServerOperation operation,
        long startNanos) {
      this.callback = callback;
      this.operation = operation;
      this.startNanos = startNanos;
      this.request = counting(request);
      this.response = counting(this.request, response);
    }

    boolean serve() throws Exception {
      return getHandler().handle(request, response, this);
    }

    void serveDelayed() {
      try {
        if (!serve()) {
          Response.writeError(request, response, this, 404);
        }
      } catch (Exception e) {
        Response.writeError(request, response, this, e);
      }
    }

    private Request counting(Request from) {
      return new Request.Wrapper(from) {
        @Override
        public Content.Chunk read() {
          Content.Chunk chunk = super.read();
          bytesIn += chunk == null ? 0 : chunk.remaining();
          return chunk;
        }
      };
    }

    private Response counting(Request of, Response to) {
      return new Response.Wrapper(of, to) {
        @Override
        public void write(boolean last, ByteBuffer bytes, Callback then) {
          bytesOut += bytes == null ? 0 : bytes.remaining();
          super.write(last, bytes, then);
        }
      };
    }

    @Override
    public void succeeded() {
      meter.record(operation, startNanos, response.getStatus(), bytesIn, bytesOut);
      callback.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
      meter.record(operation, startNanos, 599, bytesIn, bytesOut);
      callback.failed(failure);
    }

    @Override
    public Invocable.InvocationType getInvocationType() {
      return callback.getInvocationType();
    }
  }
}
