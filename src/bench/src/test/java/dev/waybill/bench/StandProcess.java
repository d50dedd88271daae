package dev.waybill.bench;

import dev.waybill.bench.stand.Mark;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The server in its own process, and what rules and reads it. */
final class StandProcess implements AutoCloseable {
  private static final String MAIN = "dev.waybill.bench.stand.Stand";
  private static final Path MEMORY = Path.of("/dev/shm");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data;
  private final Process process;
  private final URI cloud;
  private final URI rules;

  private StandProcess(Path data, Process process, URI cloud, URI rules) {
    this.data = data;
    this.process = process;
    this.cloud = cloud;
    this.rules = rules;
  }

  static StandProcess start() throws IOException {
    Path data =
        Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, "waybill-bench")
            : Files.createTempDirectory("waybill-bench");
    Process process = new ProcessBuilder(command(data)).redirectError(Jvm.log("stand")).start();
    BufferedReader told = process.inputReader();
    String cloud = told.readLine();
    String rules = told.readLine();
    if (rules == null) {
      throw new IOException("the server does not start; see " + Jvm.log("stand"));
    }
    return new StandProcess(data, process, URI.create(cloud), URI.create(rules));
  }

  /** Returns the command line, with the collector that uses the least processor time. */
  private static List<String> command(Path data) {
    return List.of(
        Jvm.java(),
        "-Xms2g",
        "-Xmx2g",
        "-Xmn1g",
        "-XX:+UseParallelGC",
        "-cp",
        Jvm.classPath(),
        MAIN,
        "" + data);
  }

  /** The endpoint of S3 and SQS. */
  URI cloud() {
    return cloud;
  }

  Path data() {
    return data;
  }

  Cpu cpu() {
    return new Cpu(process.toHandle());
  }

  void distance(int millis) throws IOException {
    ask("/distance?millis=" + millis);
  }

  void reset() throws IOException {
    ask("/reset");
  }

  /** Objects promoted since the last reset. */
  int promoted() throws IOException {
    return Integer.parseInt(ask("/progress").split(" ", -1)[0]);
  }

  /** Records sealed since the last reset. */
  int sealed() throws IOException {
    return Integer.parseInt(ask("/progress").split(" ", -1)[1]);
  }

  /** Calls and bytes by operation since the last reset. */
  Map<String, Long> numbers() throws IOException {
    Map<String, Long> numbers = new TreeMap<>();
    ask("/numbers")
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(line -> numbers.put(line[0], Long.parseLong(line[1])));
    return numbers;
  }

  List<Mark> marks() throws IOException {
    return ask("/marks").lines().map(Mark::parse).toList();
  }

  /** Puts objects; says when each was there, by its key. */
  Map<String, Long> seed(Place place, String name, int count, long size, double aSecond)
      throws IOException {
    String query =
        "/seed?bucket=%s&prefix=incoming/%s/&count=%d&size=%d&rate=%s&kms=%s"
            .formatted(place.raw(), name, count, size, aSecond, place.kmsKey());
    Map<String, Long> times = new TreeMap<>();
    ask(query)
        .lines()
        .map(line -> line.split("\t", -1))
        .forEach(line -> times.put(line[0], Long.parseLong(line[1])));
    return times;
  }

  private String ask(String path) throws IOException {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(rules.resolve(path)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(path + ": " + answer.body());
      }
      return answer.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Ends the server and deletes what it held; also when it did so already. */
  void end() {
    process.destroyForcibly().onExit().join();
    if (!Files.exists(data)) {
      return;
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    end();
  }
}
