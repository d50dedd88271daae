package dev.waybill.bench;

import dev.waybill.bench.server.CallRecord;
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

/** Client of the benchmark server, which runs in its own process. */
final class BenchServerProcess implements AutoCloseable {
  private static final String MAIN = "dev.waybill.bench.server.BenchServer";
  private static final Path MEMORY = Path.of("/dev/shm");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data;
  private final Process process;
  private final URI cloud;
  private final URI control;

  private BenchServerProcess(Path data, Process process, URI cloud, URI control) {
    this.data = data;
    this.process = process;
    this.cloud = cloud;
    this.control = control;
  }

  static BenchServerProcess start() throws IOException {
    Path data =
        Files.isWritable(MEMORY)
            ? Files.createTempDirectory(MEMORY, "waybill-bench")
            : Files.createTempDirectory("waybill-bench");
    Process process = new ProcessBuilder(command(data)).redirectError(Jvm.log("server")).start();
    BufferedReader output = process.inputReader();
    String cloud = output.readLine();
    String control = output.readLine();
    if (control == null) {
      throw new IOException("the benchmark server did not start; see " + Jvm.log("server"));
    }
    return new BenchServerProcess(data, process, URI.create(cloud), URI.create(control));
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

  /** Returns the endpoint of S3 and SQS. */
  URI cloud() {
    return cloud;
  }

  Path data() {
    return data;
  }

  CpuTime cpu() {
    return new CpuTime(process.toHandle());
  }

  void setCallDelay(int millis) throws IOException {
    request("/delay?millis=" + millis);
  }

  void reset() throws IOException {
    request("/reset");
  }

  /** Returns the number of objects promoted since the last reset. */
  int promoted() throws IOException {
    return Integer.parseInt(request("/progress").split(" ", -1)[0]);
  }

  /** Returns the number of records sealed since the last reset. */
  int sealed() throws IOException {
    return Integer.parseInt(request("/progress").split(" ", -1)[1]);
  }

  /** Returns the number of promoted objects that were read since the last reset. */
  int reread() throws IOException {
    return Integer.parseInt(request("/progress").split(" ", -1)[2]);
  }

  /** Returns the number of records written since the last reset. */
  int records() throws IOException {
    return Integer.parseInt(request("/progress").split(" ", -1)[3]);
  }

  /** Returns counters of calls and bytes by operation since the last reset. */
  Map<String, Long> counters() throws IOException {
    Map<String, Long> counters = new TreeMap<>();
    request("/counters")
        .lines()
        .map(line -> line.split(" ", -1))
        .forEach(line -> counters.put(line[0], Long.parseLong(line[1])));
    return counters;
  }

  List<CallRecord> calls() throws IOException {
    return request("/calls").lines().map(CallRecord::parse).toList();
  }

  /** Puts objects and returns the time at which each one existed, in nanoseconds, by key. */
  Map<String, Long> seed(
      ConsumerResources resources, String name, int count, long size, double perSecond)
      throws IOException {
    return put(resources, "incoming/" + name + "/", count, size, perSecond);
  }

  /** Puts objects below a prefix that S3 notifies nothing of. */
  void seedUnnoticed(ConsumerResources resources, String prefix, int count, long size)
      throws IOException {
    var unused = put(resources, prefix, count, size, 0);
  }

  private Map<String, Long> put(
      ConsumerResources resources, String prefix, int count, long size, double perSecond)
      throws IOException {
    String query =
        "/seed?bucket=%s&prefix=%s&count=%d&size=%d&rate=%s&kms=%s"
            .formatted(resources.raw(), prefix, count, size, perSecond, resources.kmsKey());
    Map<String, Long> times = new TreeMap<>();
    request(query)
        .lines()
        .map(line -> line.split("\t", -1))
        .forEach(line -> times.put(line[0], Long.parseLong(line[1])));
    return times;
  }

  private String request(String path) throws IOException {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(control.resolve(path)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IOException(path + ": " + response.body());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Stops the server and deletes its data. Calling it twice is harmless. */
  void stop() {
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
    stop();
  }
}
