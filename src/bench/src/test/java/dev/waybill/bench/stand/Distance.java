package dev.waybill.bench.stand;

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
 * Keeps every call of S3 and SQS waiting for the same time before it is served, as a network would,
 * on no thread: any number wait at once, and a long poll's own wait begins after it.
 */
final class Distance extends Handler.Wrapper {
  private final CallMeter meter;
  private final AtomicLong millis = new AtomicLong();

  Distance(Handler services, CallMeter meter) {
    super(services);
    this.meter = meter;
  }

  void set(long to) {
    millis.set(to);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    StandOperation operation = StandOperation.of(request);
    Metered metered = new Metered(request, response, callback, operation, System.nanoTime());
    long wait = operation.isOfTheChain() ? millis.get() : 0;
    if (wait == 0) {
      return metered.serve();
    }
    request
        .getComponents()
        .getScheduler()
        .schedule(
            () -> request.getComponents().getExecutor().execute(metered::serveLater),
            wait,
            TimeUnit.MILLISECONDS);
    return true;
  }

  /** One call on its way, which counts its bytes. */
  private final class Metered implements Callback {
    private final Callback callback;
    private final StandOperation operation;
    private final long begun;
    private final Request request;
    private final Response response;
    private long in;
    private long out;

    Metered(
        Request request,
        Response response,
        Callback callback,
        StandOperation operation,
        long begun) {
      this.callback = callback;
      this.operation = operation;
      this.begun = begun;
      this.request = counting(request);
      this.response = counting(this.request, response);
    }

    boolean serve() throws Exception {
      return getHandler().handle(request, response, this);
    }

    void serveLater() {
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
          in += chunk == null ? 0 : chunk.remaining();
          return chunk;
        }
      };
    }

    private Response counting(Request of, Response to) {
      return new Response.Wrapper(of, to) {
        @Override
        public void write(boolean last, ByteBuffer bytes, Callback then) {
          out += bytes == null ? 0 : bytes.remaining();
          super.write(last, bytes, then);
        }
      };
    }

    @Override
    public void succeeded() {
      meter.ended(operation, begun, response.getStatus(), in, out);
      callback.succeeded();
    }

    @Override
    public void failed(Throwable failure) {
      meter.ended(operation, begun, 599, in, out);
      callback.failed(failure);
    }

    @Override
    public Invocable.InvocationType getInvocationType() {
      return callback.getInvocationType();
    }
  }
}
