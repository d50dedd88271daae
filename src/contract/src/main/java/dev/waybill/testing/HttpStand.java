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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** An HTTP server on loopback that notes what it is told and answers as a test wants. */
public final class HttpStand implements AutoCloseable {
  /**
   * What came.
   *
   * @param headers by lower-case name, the first value
   */
  public record Request(String method, String path, Map<String, String> headers, String body) {}

  private record Answer(int status, String body, Map<String, String> headers, long delay) {}

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Answer> next = new ArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Answer always = new Answer(200, "ok", Map.of(), 0);

  public HttpStand() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** From now on. */
  public HttpStand answers(int status, String body) {
    always = new Answer(status, body, Map.of(), 0);
    return this;
  }

  /** From now on. */
  public HttpStand answers(int status, String body, Map<String, String> headers) {
    always = new Answer(status, body, headers, 0);
    return this;
  }

  /** From now on, and too late. */
  public HttpStand hangs() {
    always = new Answer(200, "late", Map.of(), 6000);
    return this;
  }

  /** Once, before what it answers from now on. */
  public synchronized HttpStand then(int status) {
    next.add(new Answer(status, "once", Map.of(), 0));
    return this;
  }

  public List<Request> requests() {
    return List.copyOf(requests);
  }

  public List<String> bodies() {
    return requests.stream().map(Request::body).toList();
  }

  private synchronized Answer take() {
    return next.isEmpty() ? always : next.remove(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    it -> it.getKey().toLowerCase(Locale.ROOT), it -> it.getValue().get(0)));
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Request(
            exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, body));
    Answer answer = take();
    try {
      Thread.sleep(answer.delay());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    answer.headers().forEach(exchange.getResponseHeaders()::add);
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
