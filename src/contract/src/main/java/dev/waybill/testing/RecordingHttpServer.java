package dev.waybill.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** HTTP server on loopback that records requests and sends configured responses. */
public final class RecordingHttpServer implements AutoCloseable {
  /**
   * Recorded request.
   *
   * @param headers first value of each header, by lower-case name
   */
  public record Request(String method, String path, Map<String, String> headers, String body) {}

  /**
   * Response to a request.
   *
   * @param isHeld whether it is held back until the server closes
   */
  private record Response(int status, String body, Map<String, String> headers, boolean isHeld) {}

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Response> once = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final HttpServer server;
  private volatile Response permanent = new Response(200, "ok", Map.of(), false);

  public RecordingHttpServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::respond);
    server.setExecutor(threads);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** Sets the response to all further requests. */
  public RecordingHttpServer respondWith(int status, String body) {
    permanent = new Response(status, body, Map.of(), false);
    return this;
  }

  /** Sets the response to all further requests, with headers. */
  public RecordingHttpServer respondWith(int status, String body, Map<String, String> headers) {
    permanent = new Response(status, body, headers, false);
    return this;
  }

  /** Sends no response to all further requests as long as the server runs. */
  public RecordingHttpServer neverRespond() {
    permanent = new Response(200, "late", Map.of(), true);
    return this;
  }

  /** Adds a response that is sent once, before the permanent one. */
  public synchronized RecordingHttpServer respondOnce(int status) {
    once.add(new Response(status, "once", Map.of(), false));
    return this;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public List<String> bodies() {
    return requests.stream().map(Request::body).toList();
  }

  private synchronized Response nextResponse() {
    return once.isEmpty() ? permanent : once.remove(0);
  }

  private void respond(HttpExchange exchange) throws IOException {
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    it -> it.getKey().toLowerCase(Locale.ROOT), it -> it.getValue().get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
    Response response = nextResponse();
    if (response.isHeld()) {
      awaitClose();
    }
    response.headers().forEach(exchange.getResponseHeaders()::add);
    byte[] bytes = response.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(response.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
