package dev.waybill.bench;

import dev.waybill.bench.server.CallRecord;
import dev.waybill.record.RecordKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measurement P8: time from the arrival of an object to its record, at half of the highest rate.
 */
final class SealLatency {
  private static final int SECONDS = 10;
  private static final int ROUNDS = 3;

  private final BenchEnvironment environment;
  private final BenchOptions options;
  private final double perSecond;

  /**
   * @param maxRate highest rate with the same call delay, in objects per second
   */
  SealLatency(BenchEnvironment environment, BenchOptions options, double maxRate) {
    this.environment = environment;
    this.options = options;
    this.perSecond = Math.max(1, maxRate / 2);
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    ConsumerProcess waybill = environment.start(Consumers.waybill());
    environment.batches().warmUp(waybill, options.warmUpObjects() / 2);
    waybill.resume();
    environment.server().setCallDelay(options.callDelay());
    Series alone = new Series();
    Series besideLarge = new Series();
    for (int round = 0; round < ROUNDS; round++) {
      alone.add(withoutLargeObject(waybill));
      besideLarge.add(withLargeObject(waybill));
    }
    environment.server().setCallDelay(0);
    environment.resources().requireComplete(waybill.resources(), waybill.assigned());
    waybill.close();
    String load = "p99 from notification to record, %.0f objects/s".formatted(perSecond);
    return List.of(
        ReportRow.number("P8", load, Goal.atMost(100, " ms"), alone, " ms"),
        ReportRow.ratio(
            "P8",
            "that p99 while a large object is read ÷ without one",
            Goal.atMost(2, ""),
            "latency.beside-big",
            besideLarge.dividedBy(alone)));
  }

  private double withoutLargeObject(ConsumerProcess waybill)
      throws IOException, InterruptedException {
    environment.server().reset();
    Map<String, Long> seeded = seedSteadily(waybill, (int) (perSecond * SECONDS));
    return p99(waybill, seeded, sealTimes(waybill, seeded.size()), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  private double withLargeObject(ConsumerProcess waybill) throws IOException, InterruptedException {
    environment.server().reset();
    Map<String, Long> large =
        environment
            .server()
            .seed(waybill.resources(), waybill.assign(1), 1, options.largeBytes(), 0);
    Map<String, Long> seeded = seedSteadily(waybill, (int) (perSecond * SECONDS / 2));
    Map<String, Long> sealed = sealTimes(waybill, seeded.size() + 1);
    String key = large.keySet().iterator().next();
    long read =
        environment.server().calls().stream()
            .filter(call -> call.operation().equals("GetObject") && call.key().equals(key))
            .mapToLong(CallRecord::startNanos)
            .min()
            .orElseThrow();
    return p99(waybill, seeded, sealed, read, sealed.get(recordPrefix(waybill, key)));
  }

  private Map<String, Long> seedSteadily(ConsumerProcess waybill, int objects) throws IOException {
    return environment
        .server()
        .seed(waybill.resources(), waybill.assign(objects), objects, 1024, perSecond);
  }

  /**
   * Waits until the objects are sealed and returns the times of their records, by prefix of the
   * record key.
   */
  private Map<String, Long> sealTimes(ConsumerProcess waybill, int objects)
      throws IOException, InterruptedException {
    environment.batches().awaitCompletion(waybill, objects);
    Map<String, Long> sealed = new TreeMap<>();
    for (CallRecord call : environment.server().calls()) {
      if (call.isWriteTo(waybill.resources().records())) {
        sealed.put(call.key().substring(0, call.key().lastIndexOf('/') + 1), call.endNanos());
      }
    }
    return sealed;
  }

  /** Returns the 99th percentile of the objects in the time span, in milliseconds. */
  private static double p99(
      ConsumerProcess waybill,
      Map<String, Long> seeded,
      Map<String, Long> sealed,
      long from,
      long to) {
    List<Double> all = new ArrayList<>();
    seeded.forEach(
        (key, time) -> {
          if (time >= from && time <= to) {
            all.add((sealed.get(recordPrefix(waybill, key)) - time) / 1e6);
          }
        });
    return Series.of(all.stream().mapToDouble(Double::doubleValue).toArray()).percentile(0.99);
  }

  private static String recordPrefix(ConsumerProcess waybill, String key) {
    return RecordKey.prefixOf(waybill.resources().raw(), key);
  }
}
