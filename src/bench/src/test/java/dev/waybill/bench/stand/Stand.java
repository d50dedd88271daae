package dev.waybill.bench.stand;

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
 * The server of a benchmark: a main class that tells two URLs on its standard output, of the cloud
 * and of what rules and reads it, and runs until its standard input ends.
 */
final class Stand {
  private final Distance distance;
  private final CallMeter meter;
  private final Seeder seeder;

  private Stand(Distance distance, CallMeter meter, Seeder seeder) {
    this.distance = distance;
    this.meter = meter;
    this.seeder = seeder;
  }

  public static void main(String[] arguments) throws IOException {
    CallMeter meter = new CallMeter();
    Distance[] around = new Distance[1];
    LocalCloudOptions options = LocalCloudOptions.defaults(Path.of(arguments[0]), 0);
    LocalCloud cloud =
        LocalCloud.start(options, services -> around[0] = new Distance(services, meter));
    HttpServer rules = new Stand(around[0], meter, new Seeder(cloud.store())).listen();
    System.out.println(cloud.endpoint());
    System.out.println("http://127.0.0.1:" + rules.getAddress().getPort());
    while (System.in.read() >= 0) {
      // Whoever started it is still there.
    }
    Runtime.getRuntime().halt(0);
  }

  private HttpServer listen() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] answer;
    int status = 200;
    try {
      answer =
          answer(exchange.getRequestURI().getPath(), query(exchange))
              .getBytes(StandardCharsets.UTF_8);
    } catch (IOException | RuntimeException e) {
      status = 500;
      answer = e.toString().getBytes(StandardCharsets.UTF_8);
    }
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }

  private String answer(String path, Map<String, String> query) throws IOException {
    switch (path) {
      case "/distance" -> distance.set(Long.parseLong(query.get("millis")));
      case "/reset" -> meter.reset();
      case "/progress" -> {
        return meter.progress();
      }
      case "/numbers" -> {
        return meter.numbers();
      }
      case "/marks" -> {
        return meter.marks();
      }
      case "/seed" -> {
        return seed(query);
      }
      default -> throw new IOException("nothing is at " + path);
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
