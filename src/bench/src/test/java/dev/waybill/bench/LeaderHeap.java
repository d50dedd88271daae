package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Measurement P12: live heap of re-verification by the size of the log. The entries, objects and
 * listings are generated; planner, worker, statements and glance are those of the service.
 */
final class LeaderHeap {
  private static final String MAIN = "dev.waybill.bench.fixity.HeapProbe";
  private static final int TIMES = 10;

  private final BenchEnvironment environment;
  private final BenchOptions options;

  LeaderHeap(BenchEnvironment environment, BenchOptions options) {
    this.environment = environment;
    this.options = options;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    int large = options.logged();
    Map<String, Double> few = mebibytes(large / TIMES);
    Map<String, Double> many = mebibytes(large);
    String by = ", -Xmx128m, log of %,d entries ÷ of %,d".formatted(large, large / TIMES);
    return List.of(
        ratio("live heap of planning, reading and stating a cycle" + by, "cycle", few, many),
        plain("MiB in that cycle", "cycle", many),
        ratio("live heap of a glance" + by, "glance", few, many),
        plain("MiB in that glance", "glance", many));
  }

  private static ReportRow ratio(
      String what, String phase, Map<String, Double> few, Map<String, Double> many) {
    return ReportRow.ratio(
        "P12",
        what,
        Goal.atMost(1.1, ""),
        "heap." + phase,
        Series.of(many.get(phase) / few.get(phase)));
  }

  private static ReportRow plain(String what, String phase, Map<String, Double> many) {
    return ReportRow.plain("P12", what, Series.of(many.get(phase)), " MiB");
  }

  /** Returns the largest live heap by phase. */
  private Map<String, Double> mebibytes(int entries) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(environment.server().data(), "heap");
    Process process =
        new ProcessBuilder(
                Jvm.java(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-cp",
                Jvm.classPath(),
                MAIN,
                folder.toString(),
                "" + entries)
            .redirectError(Jvm.log("heap"))
            .start();
    Map<String, Double> mebibytes = new TreeMap<>();
    for (String line : process.inputReader().lines().toList()) {
      System.out.printf("%,d entries: %s%n", entries, line);
      String[] field = line.split(" ", -1);
      mebibytes.put(field[0], Long.parseLong(field[1]) / (double) (1 << 20));
    }
    if (process.waitFor() != 0) {
      throw new IOException("re-verification failed; see " + Jvm.log("heap"));
    }
    delete(folder);
    return mebibytes;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
