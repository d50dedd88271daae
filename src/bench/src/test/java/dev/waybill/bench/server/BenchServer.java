package dev.waybill.bench.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Server of the benchmark. Prints two URLs, that of the local cloud and that of its control
 * interface, and runs until its standard input ends.
 */
final class BenchServer {
  private final CallDelayHandler callDelay;
  private final CallMeter meter;
  private final Seeder seeder;

  private BenchServer(CallDelayHandler callDelay, CallMeter meter, Seeder seeder) {
    this.callDelay = callDelay;
    this.meter = meter;
    this.seeder = seeder;
  }

  public static void main(String[] arguments) throws IOException {
    CallMeter meter = new CallMeter();
    CallDelayHandler[] delay = new CallDelayHandler[1];
    LocalCloudOptions options = LocalCloudOptions.defaults(Path.of(arguments[0]), 0);
    LocalCloud cloud =
        LocalCloud.start(options, services -> delay[0] = new CallDelayHandler(services, meter));
    HttpServer control = new BenchServer(delay[0], meter, new Seeder(cloud.store())).listen();
    System.out.println(cloud.endpoint());
    System.out.println("http://127.0.0.1:" + control.getAddress().getPort());
    while (System.in.read() >= 0) {
      // The benchmark is still running.
    }
    Runtime.getRuntime().halt(0);
  }

  private HttpServer listen() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return server;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] response;
    int status = 200;
    try {
      response =
          respond(exchange.getRequestURI().getPath(), query(exchange))
              .getBytes(StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException e) {
      status = 500;
      response = e.toString().getBytes(StandardCharsets.UTF_8);
    }
    exchange.sendResponseHeaders(status, response.length == 0 ? -1 : response.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(response);
    }
  }

  private String respond(String path, Map<String, String> query) throws IOException {
    switch (path) {
      case "/delay" -> callDelay.set(Long.parseLong(query.get("millis")));
      case "/reset" -> meter.reset();
      case "/progress" -> {
        return meter.progress();
      }
      case "/counters" -> {
        return meter.counters();
      }
      case "/calls" -> {
        return meter.calls();
      }
      case "/seed" -> {
        return seed(query);
      }
      default -> throw new IOException("unknown path " + path);
    }
    return "";
  }

  private String seed(Map<String, String> query) throws IOException {
    return seeder.put(
        query.get("bucket"),
        query.get("prefix"),
        Integer.parseInt(query.get("count")),
        Long.parseLong(query.get("size")),
        query.get("kms"),
        Double.parseDouble(query.get("rate")));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    String query = exchange.getRequestURI().getQuery();
    return query == null
        ? Map.of()
        : Stream.of(query.split("&"))
            .map(pair -> pair.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }
}
