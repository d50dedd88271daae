package dev.waybill.bench;

import dev.waybill.bench.stand.Mark;
import dev.waybill.record.RecordKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** P8: how long after its arrival an object is sealed, at half of what the service can take. */
final class Latency {
  private static final int SECONDS = 10;
  private static final int BIG_ONES = 3;

  private final Stage stage;
  private final Scale scale;
  private final double aSecond;

  /**
   * @param most objects a second at the same distance
   */
  Latency(Stage stage, Scale scale, double most) {
    this.stage = stage;
    this.scale = scale;
    this.aSecond = Math.max(1, most / 2);
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    ConsumerProcess waybill = stage.start(Consumers.waybill());
    stage.batches().warm(waybill, scale.warm() / 2);
    waybill.resume();
    stage.stand().distance(scale.distance());
    Series alone = new Series();
    Series besideBig = new Series();
    for (int round = 0; round < BIG_ONES; round++) {
      alone.add(quiet(waybill));
      besideBig.add(besideBig(waybill));
    }
    stage.stand().distance(0);
    stage.places().requireDone(waybill.place(), waybill.given());
    waybill.close();
    String load = "p99 from notification to record, %.0f objects/s".formatted(aSecond);
    return List.of(
        ReportRow.number("P8", load, Goal.most(100, " ms"), alone, " ms"),
        ReportRow.ratio(
            "P8",
            "the same while a large object is read ÷ without one",
            Goal.most(2, ""),
            "latency.beside-big",
            besideBig.over(alone)));
  }

  private double quiet(ConsumerProcess waybill) throws IOException, InterruptedException {
    stage.stand().reset();
    Map<String, Long> came = flow(waybill, (int) (aSecond * SECONDS));
    return p99(waybill, came, ends(waybill, came.size()), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private double besideBig(ConsumerProcess waybill) throws IOException, InterruptedException {
    stage.stand().reset();
    Map<String, Long> big = stage.stand().seed(waybill.place(), waybill.give(1), 1, scale.big(), 0);
    Map<String, Long> came = flow(waybill, (int) (aSecond * SECONDS / 2));
    Map<String, Long> ends = ends(waybill, came.size() + 1);
    String key = big.keySet().iterator().next();
    long read =
        stage.stand().marks().stream()
            .filter(mark -> mark.operation().equals("GetObject") && mark.key().equals(key))
            .mapToLong(Mark::begun)
            .min()
            .orElseThrow();
    return p99(waybill, came, ends, read, ends.get(records(waybill, key)));
  }

  private Map<String, Long> flow(ConsumerProcess waybill, int objects) throws IOException {
    return stage.stand().seed(waybill.place(), waybill.give(objects), objects, 1024, aSecond);
  }

  /** When records were answered, by what the records of the object's key begin with. */
  private Map<String, Long> ends(ConsumerProcess waybill, int objects)
      throws IOException, InterruptedException {
    stage.batches().awaitDone(waybill, objects);
    Map<String, Long> ends = new TreeMap<>();
    for (Mark mark : stage.stand().marks()) {
      if (mark.wrote(waybill.place().records())) {
        ends.put(mark.key().substring(0, mark.key().lastIndexOf('/') + 1), mark.ended());
      }
    }
    return ends;
  }

  /** Returns the 99th percentile of the objects in the time span, in milliseconds. */
  private static double p99(
      ConsumerProcess waybill, Map<String, Long> came, Map<String, Long> ends, long from, long to) {
    List<Double> all = new ArrayList<>();
    came.forEach(
        (key, time) -> {
          if (time >= from && time <= to) {
            all.add((ends.get(records(waybill, key)) - time) / 1e6);
          }
        });
    return Series.of(all.stream().mapToDouble(Double::doubleValue).toArray()).percentile(0.99);
  }

  private static String records(ConsumerProcess waybill, String key) {
    return RecordKey.prefixOf(waybill.place().raw(), key);
  }
}
