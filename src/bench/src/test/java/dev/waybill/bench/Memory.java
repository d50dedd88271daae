package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** P6: what is alive on the heap while a large object is read, and what a long backlog costs. */
final class Memory {
  private static final Pattern FULL = Pattern.compile("Pause Full .* \\d+M->(\\d+)M");
  private static final int SMALL_BACKLOG = 1000;

  private final Stage stage;
  private final Scale scale;

  Memory(Stage stage, Scale scale) {
    this.stage = stage;
    this.scale = scale;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    Path log = Files.createTempFile(stage.stand().data(), "gc", ".log");
    ConsumerProcess waybill =
        stage.start(
            Consumers.waybill(
                "Waybill, heap watched",
                0.5,
                java.util.Map.of(),
                List.of("-Xlog:gc:file=" + log + ":tags:filecount=0")));
    stage.batches().warm(waybill, scale.warm() / 2);
    Series grown = new Series();
    for (int round = 0; round < Math.min(3, scale.rounds()); round++) {
      int small = peak(waybill, log, 400, 1024);
      grown.add(peak(waybill, log, 1, scale.big()) - small);
    }
    Series slower = backlogs(waybill);
    stage.places().requireDone(waybill.place(), waybill.given());
    waybill.close();
    return List.of(
        ReportRow.number(
            "P6",
            "live heap while %d MiB are read − while 1 KiB are".formatted(scale.big() >> 20),
            Goal.most(32, " MiB"),
            grown,
            " MiB"),
        ReportRow.number(
            "P6",
            "time an object at a backlog of %,d ÷ of %,d".formatted(scale.backlog(), SMALL_BACKLOG),
            Goal.most(1.1, ""),
            slower,
            ""));
  }

  private Series backlogs(ConsumerProcess waybill) throws IOException, InterruptedException {
    Series slower = new Series();
    for (int round = 0; round < Math.min(2, scale.rounds()); round++) {
      double few = stage.batches().run(waybill, SMALL_BACKLOG, 0).rate();
      double many = stage.batches().run(waybill, scale.backlog(), 0).rate();
      slower.add(few / many);
    }
    return slower;
  }

  /** The most that full collections leave, of as many as there is time for. */
  private int peak(ConsumerProcess waybill, Path log, int objects, long size)
      throws IOException, InterruptedException {
    stage.stand().distance(0);
    var unused = stage.stand().seed(waybill.place(), waybill.give(objects), objects, size, 0);
    stage.places().awaitHeard(waybill.place(), objects);
    stage.stand().reset();
    long before = collections(log).size();
    waybill.resume();
    while (stage.stand().sealed() < objects) {
      collect(waybill);
    }
    stage.batches().awaitDone(waybill, objects);
    waybill.pause();
    return collections(log).stream().skip(before).mapToInt(Integer::intValue).max().orElse(0);
  }

  private static void collect(ConsumerProcess waybill) throws IOException, InterruptedException {
    int unused =
        new ProcessBuilder(Jvm.tool("jcmd"), "" + waybill.pid(), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(Jvm.log("jcmd"))
            .start()
            .waitFor();
  }

  private static List<Integer> collections(Path log) throws IOException {
    return FULL.matcher(Files.readString(log))
        .results()
        .map((MatchResult hit) -> Integer.parseInt(hit.group(1)))
        .toList();
  }
}
