package dev.waybill.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * API server of Kubernetes with one lease. An update with an older resource version is a conflict,
 * as the real one has it.
 */
final class FakeLeaseApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/audits/leases";

  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private volatile boolean isDown;
  private volatile int failure;
  private final AtomicInteger failures = new AtomicInteger();
  private @Nullable ObjectNode lease;
  private int version;

  FakeLeaseApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns method and path of each request so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** Answers the next updates of the lease with an error, such as 409 or 503. */
  void failUpdates(int count, int code) {
    failure = code;
    failures.set(count);
  }

  /** Answers every request with an error from now on, or no longer. */
  void setDown(boolean down) {
    isDown = down;
  }

  /** Returns the holder of the lease; empty when there is none. */
  synchronized String holder() {
    return lease == null ? "" : lease.at("/spec/holderIdentity").asText();
  }

  /** Returns the number of seconds after which another pod may take the lease. */
  synchronized int seconds() {
    return lease == null ? 0 : lease.at("/spec/leaseDurationSeconds").asInt();
  }

  /** Gives the lease to another pod, as the update of another replica does. */
  synchronized void give(String pod) {
    lease.withObject("/spec").put("holderIdentity", pod);
    stamp(lease);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    requests.add(method + " " + path);
    byte[] body = exchange.getRequestBody().readAllBytes();
    boolean isUpdate = method.equals("PUT") || method.equals("PATCH");
    if (isDown) {
      answer(exchange, 503, status(503));
    } else if (isUpdate && failures.getAndUpdate(it -> Math.max(0, it - 1)) > 0) {
      answer(exchange, failure, status(failure));
    } else if (path.startsWith(LEASES)) {
      lease(exchange, method, body);
    } else {
      answer(exchange, 404, status(404));
    }
  }

  private synchronized void lease(HttpExchange exchange, String method, byte[] body)
      throws IOException {
    ObjectNode present = lease;
    if (method.equals("POST") && present == null) {
      lease = stamp((ObjectNode) JSON.readTree(body));
      answer(exchange, 201, lease);
    } else if (present == null) {
      answer(exchange, 404, status(404));
    } else if (method.equals("GET")) {
      answer(exchange, 200, present);
    } else {
      ObjectNode wanted = (ObjectNode) JSON.readTree(body);
      boolean isCurrent =
          wanted.at("/metadata/resourceVersion").equals(present.at("/metadata/resourceVersion"));
      if (isCurrent) {
        lease = stamp(method.equals("PUT") ? wanted : merged(present.deepCopy(), wanted));
        answer(exchange, 200, lease);
      } else {
        answer(exchange, 409, status(409));
      }
    }
  }

  /** Merges a patch (RFC 7396). */
  private static ObjectNode merged(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            it -> {
              if (it.getValue().isNull()) {
                target.remove(it.getKey());
              } else if (it.getValue() instanceof ObjectNode object) {
                merged(target.withObject("/" + it.getKey()), object);
              } else {
                target.set(it.getKey(), it.getValue());
              }
            });
    return target;
  }

  private ObjectNode stamp(ObjectNode changed) {
    changed
        .withObject("/metadata")
        .put("namespace", "audits")
        .put("resourceVersion", Integer.toString(++version));
    return changed;
  }

  private static ObjectNode status(int code) {
    return JSON.createObjectNode()
        .put("kind", "Status")
        .put("apiVersion", "v1")
        .put("status", "Failure")
        .put("code", code);
  }

  private static void answer(HttpExchange exchange, int code, ObjectNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
