package dev.waybill.bench;

import dev.waybill.bench.server.CallRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;

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
    SteadyArrivals arrivals = new SteadyArrivals(environment, waybill, perSecond);
    Series alone = new Series();
    Series besideLarge = new Series();
    for (int round = 0; round < ROUNDS; round++) {
      alone.add(arrivals.p99(SECONDS));
      besideLarge.add(withLargeObject(waybill, arrivals));
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

  private double withLargeObject(ConsumerProcess waybill, SteadyArrivals arrivals)
      throws IOException, InterruptedException {
    environment.server().reset();
    Map<String, Long> large =
        environment
            .server()
            .seed(waybill.resources(), waybill.assign(1), 1, options.largeBytes(), 0);
    Map<String, Long> seeded = arrivals.seed(SECONDS / 2);
    Map<String, Long> sealed = arrivals.sealTimes(seeded.size() + 1);
    String key = large.keySet().iterator().next();
    long read =
        environment.server().calls().stream()
            .filter(call -> call.operation().equals("GetObject") && call.key().equals(key))
            .mapToLong(CallRecord::startNanos)
            .min()
            .orElseThrow();
    return arrivals.p99(seeded, sealed, read, sealed.get(arrivals.recordPrefix(key)));
  }
}
