package dev.waybill.witness;

import dev.waybill.http.ConnectionLimit;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP server of a witness (C2SP tlog-witness): {@code POST /add-checkpoint} and {@code GET
 * /<origin hash>/checkpoint}. Anybody who reaches it may send requests, so that headers, bodies,
 * connections and the time of a request are limited.
 */
public final class WitnessServer implements AutoCloseable {
  /** Property of Netty; JDK 24 and newer warn of its use of {@code sun.misc.Unsafe}. */
  private static final String NO_UNSAFE = "io.netty.noUnsafe";

  private static final int MAX_CONNECTIONS = 256;
  private static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int IDLE_SECONDS = 30;
  private static final long REQUEST_MILLIS = 10_000;
  private static final long START_SECONDS = 30;
  private static final int WORKERS = 8;

  private static final String ADD_CHECKPOINT = "/add-checkpoint";
  private static final Pattern CHECKPOINT = Pattern.compile("/([0-9a-f]{64})/checkpoint");

  static {
    // Before Netty's first class is loaded.
    if (System.getProperty(NO_UNSAFE) == null) {
      System.setProperty(NO_UNSAFE, "true");
    }
  }

  private final Logger log = LoggerFactory.getLogger(WitnessServer.class);
  private final Witness witness;
  private final Vertx vertx;
  private final HttpServer server;

  private WitnessServer(Witness witness, Vertx vertx, HttpServer server) {
    this.witness = witness;
    this.vertx = vertx;
    this.server = server;
  }

  /**
   * Starts a server.
   *
   * @param address address to listen on; port 0 for any free port
   * @throws IOException when the address cannot be listened on
   */
  public static WitnessServer start(Witness witness, InetSocketAddress address) throws IOException {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(WORKERS)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(address.getHostString())
            .setPort(address.getPort())
            .setHttp2ClearTextEnabled(false)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS);
    HttpServer server =
        vertx.createHttpServer(options).connectionHandler(new ConnectionLimit(MAX_CONNECTIONS));
    WitnessServer started = new WitnessServer(witness, vertx, server);
    server.requestHandler(started::handle);
    try {
      await(server.listen().toCompletionStage().toCompletableFuture());
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  private static void await(CompletableFuture<?> future) throws IOException {
    try {
      future.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new IOException(cause == null ? e.toString() : cause.getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException("timed out after " + START_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("was interrupted", e);
    }
  }

  /** Returns the port that the server listens on. */
  public int port() {
    return server.actualPort();
  }

  private void handle(HttpServerRequest request) {
    Matcher checkpoint = CHECKPOINT.matcher(String.valueOf(request.path()));
    if (ADD_CHECKPOINT.equals(request.path())) {
      if (allows(HttpMethod.POST, request)) {
        receive(request);
      }
    } else if (checkpoint.matches()) {
      if (allows(HttpMethod.GET, request)) {
        String hash = checkpoint.group(1);
        answer(request, () -> witness.checkpoint(hash));
      }
    } else {
      send(request, WitnessAnswer.problem(404, "there is no such path"));
    }
  }

  private boolean allows(HttpMethod method, HttpServerRequest request) {
    if (request.method().equals(method)) {
      return true;
    }
    request.response().putHeader("Allow", method.name());
    send(request, WitnessAnswer.problem(405, "the method is " + method.name()));
    return false;
  }

  /** Receives the whole body, unless it is too large or takes too long. */
  private void receive(HttpServerRequest request) {
    Buffer body = Buffer.buffer();
    long timer = vertx.setTimer(REQUEST_MILLIS, late -> request.connection().close());
    request.handler(
        part -> {
          if (body.length() + part.length() <= AddCheckpointRequest.MAX_BYTES) {
            body.appendBuffer(part);
          } else if (vertx.cancelTimer(timer)) {
            reject(request);
          }
        });
    request.exceptionHandler(failure -> vertx.cancelTimer(timer));
    request.endHandler(
        end -> {
          if (vertx.cancelTimer(timer)) {
            answer(request, () -> witness.addCheckpoint(body.getBytes()));
          }
        });
  }

  /** Rejects a body that is too large, and closes the connection: the rest is not read. */
  private void reject(HttpServerRequest request) {
    request.response().putHeader("Connection", "close");
    request.response().endHandler(sent -> request.connection().close());
    send(
        request,
        WitnessAnswer.problem(
            413, "a request is at most " + AddCheckpointRequest.MAX_BYTES + " bytes"));
  }

  /** Answers on a worker, because the state may be slow; requests of one client keep no order. */
  private void answer(HttpServerRequest request, Supplier<WitnessAnswer> work) {
    vertx
        .executeBlocking(work::get, false)
        .onSuccess(answer -> send(request, answer))
        .onFailure(failure -> fail(request, failure));
  }

  private void fail(HttpServerRequest request, Throwable failure) {
    log.error("request failed path={} cause={}", request.path(), failure.toString());
    log.debug("request failed", failure);
    send(request, WitnessAnswer.problem(500, "the state of the witness cannot be used; retry"));
  }

  private static void send(HttpServerRequest request, WitnessAnswer answer) {
    if (request.response().closed()) {
      return;
    }
    request
        .response()
        .setStatusCode(answer.status())
        .putHeader("Content-Type", answer.contentType())
        .end(Buffer.buffer(answer.body()));
  }

  /** Stops the server; requests in work are answered or fail, and nothing half-written stays. */
  @Override
  public void close() {
    try {
      await(vertx.close().toCompletionStage().toCompletableFuture());
    } catch (IOException e) {
      log.warn("closing the server failed cause={}", e.toString());
    }
  }
}
