package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Measurement P6: live heap while a large object is read, and time per object of a long backlog.
 */
final class Memory {
  private static final Pattern FULL_COLLECTION = Pattern.compile("Pause Full .* \\d+M->(\\d+)M");
  private static final int SMALL_BACKLOG = 1000;

  private final BenchEnvironment environment;
  private final BenchOptions options;

  Memory(BenchEnvironment environment, BenchOptions options) {
    this.environment = environment;
    this.options = options;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    Path log = Files.createTempFile(environment.server().data(), "gc", ".log");
    ConsumerProcess waybill =
        environment.start(
            Consumers.waybill(
                "Waybill, heap watched",
                0.5,
                Map.of(),
                List.of("-Xlog:gc:file=" + log + ":tags:filecount=0")));
    environment.batches().warmUp(waybill, options.warmUpObjects() / 2);
    Series growth = new Series();
    for (int round = 0; round < Math.min(3, options.rounds()); round++) {
      int small = peak(waybill, log, 400, 1024);
      growth.add(peak(waybill, log, 1, options.largeBytes()) - small);
    }
    Series slowdown = backlogs(waybill);
    environment.resources().requireComplete(waybill.resources(), waybill.assigned());
    waybill.close();
    return List.of(
        ReportRow.number(
            "P6",
            "live heap while %d MiB are read − while 1 KiB is read"
                .formatted(options.largeBytes() >> 20),
            Goal.atMost(32, " MiB"),
            growth,
            " MiB"),
        ReportRow.number(
            "P6",
            "time per object with a backlog of %,d ÷ of %,d"
                .formatted(options.backlog(), SMALL_BACKLOG),
            Goal.atMost(1.1, ""),
            slowdown,
            ""));
  }

  private Series backlogs(ConsumerProcess waybill) throws IOException, InterruptedException {
    Series slowdown = new Series();
    for (int round = 0; round < Math.min(2, options.rounds()); round++) {
      double few = environment.batches().run(waybill, SMALL_BACKLOG, 0).rate();
      double many = environment.batches().run(waybill, options.backlog(), 0).rate();
      slowdown.add(few / many);
    }
    return slowdown;
  }

  /** Returns the largest live heap after a full collection while the objects are read, in MiB. */
  private int peak(ConsumerProcess waybill, Path log, int objects, long size)
      throws IOException, InterruptedException {
    environment.server().setCallDelay(0);
    var unused =
        environment.server().seed(waybill.resources(), waybill.assign(objects), objects, size, 0);
    environment.resources().awaitNotifications(waybill.resources(), objects);
    environment.server().reset();
    long before = collections(log).size();
    waybill.resume();
    while (environment.server().sealed() < objects) {
      runFullCollection(waybill);
    }
    environment.batches().awaitCompletion(waybill, objects);
    waybill.pause();
    return collections(log).stream().skip(before).mapToInt(Integer::intValue).max().orElse(0);
  }

  private static void runFullCollection(ConsumerProcess waybill)
      throws IOException, InterruptedException {
    int unused =
        new ProcessBuilder(Jvm.tool("jcmd"), "" + waybill.pid(), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(Jvm.log("jcmd"))
            .start()
            .waitFor();
  }

  private static List<Integer> collections(Path log) throws IOException {
    return FULL_COLLECTION
        .matcher(Files.readString(log))
        .results()
        .map((MatchResult hit) -> Integer.parseInt(hit.group(1)))
        .toList();
  }
}
