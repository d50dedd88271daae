package dev.waybill.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * HTTP proxy on loopback that records requests and answers some of them with faults. Requests are
 * forwarded with the client's host header, so that their signatures stay valid.
 */
public final class FaultProxy implements AutoCloseable {
  private static final DateTimeFormatter AMZ_DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX");

  /**
   * Recorded request.
   *
   * @param target path and query as they were sent
   * @param headers first value of each header, by lower-case name
   * @param connection number of the client's connection, from 1
   */
  public record Request(String method, String target, Map<String, String> headers, int connection) {
    /** Returns the time at which the client signed. */
    public Instant signedAt() {
      return AMZ_DATE
          .withZone(ZoneOffset.UTC)
          .parse(headers.getOrDefault("x-amz-date", ""), Instant::from);
    }

    @Override
    public String toString() {
      return method + " " + target;
    }
  }

  private record Rule(Predicate<Request> matches, AtomicInteger left, Fault fault) {}

  private record Faulty(Request request, Forward server, OutputStream client, CountDownLatch closed)
      implements Fault.Call {
    @Override
    public HttpMessage forward() throws IOException {
      return server.send();
    }
  }

  @FunctionalInterface
  private interface Forward {
    HttpMessage send() throws IOException;
  }

  private final URI server;
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** Starts a proxy in front of a server. */
  public FaultProxy(URI server) {
    this.server = server;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /** Answers the next {@code times} matching requests with a fault. */
  public void inject(Predicate<Request> matches, int times, Fault fault) {
    rules.add(new Rule(matches, new AtomicInteger(times), fault));
  }

  /** Returns all requests in the order in which they arrived. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    try {
      for (int connection = 1; ; connection++) {
        int number = connection;
        Socket client = listener.accept();
        open.add(client);
        threads.execute(() -> serve(client, number));
      }
    } catch (IOException stopped) {
      closed.countDown();
    }
  }

  private void serve(Socket client, int connection) {
    try (client;
        InputStream in = new BufferedInputStream(client.getInputStream());
        OutputStream out = new BufferedOutputStream(client.getOutputStream())) {
      for (HttpMessage message = HttpMessage.readRequest(in, out);
          message != null && answer(message, connection, out);
          message = HttpMessage.readRequest(in, out)) {
        out.flush();
      }
    } catch (IOException gone) {
      // A client that gives up closes its connection.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  /** Returns false when the connection ends with this response. */
  private boolean answer(HttpMessage message, int connection, OutputStream client)
      throws IOException, InterruptedException {
    String[] start = message.start().split(" ", 3);
    Request request = new Request(start[0], start[1], message.headers(), connection);
    requests.add(request);
    for (Rule rule : rules) {
      if (rule.matches.test(request) && rule.left.getAndDecrement() > 0) {
        rule.fault.answer(new Faulty(request, () -> forward(message), client, closed));
        return false;
      }
    }
    HttpMessage response = forward(message);
    client.write(response.head());
    client.write(response.body());
    return true;
  }

  private HttpMessage forward(HttpMessage request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort());
        OutputStream out = socket.getOutputStream()) {
      out.write(request.head("Connection: close"));
      out.write(request.body());
      out.flush();
      return HttpMessage.readResponse(new BufferedInputStream(socket.getInputStream()));
    }
  }

  @Override
  public void close() {
    try {
      closed.countDown();
      listener.close();
      for (Socket client : open) {
        client.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
