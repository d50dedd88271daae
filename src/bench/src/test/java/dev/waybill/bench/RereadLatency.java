package dev.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Measurement P13: time from the arrival of an object to its record, at half of the highest rate,
 * with and without re-verification. Two processes take turns; one of them always has more to read
 * again than its default budget allows.
 */
final class RereadLatency {
  private static final int ROUNDS = 3;
  private static final int SECONDS = 10;
  private static final int SETTLE_MILLIS = 1000;
  private static final int WARM_UP_DIVISOR = 4;

  /** Objects whose budget is used up by requests and bytes at about the same time. */
  private static final long LARGER_SIZE = 2 << 20;

  private static final int LARGER_SHARE = 20;

  private final BenchEnvironment environment;
  private final BenchOptions options;

  RereadLatency(BenchEnvironment environment, BenchOptions options) {
    this.environment = environment;
    this.options = options;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    Consumer reader =
        Consumers.waybillRereading("Waybill, reads again beside intake", "10s", Map.of());
    ConsumerProcess without = environment.start(Consumers.waybill());
    ConsumerProcess with = environment.start(reader);
    int warm = options.warmUpObjects() / WARM_UP_DIVISOR;
    environment.batches().warmUp(without, warm);
    environment.batches().warmUp(with, warm);
    environment.batches().warmUp(with, options.reread() / LARGER_SHARE, LARGER_SIZE);
    double perSecond = highestRate(without) / 2;
    Series off = new Series();
    Series on = new Series();
    Series rereads = new Series();
    for (int round = 0; round < Math.min(ROUNDS, options.rounds()); round++) {
      off.add(p99(without, perSecond));
      on.add(p99(with, perSecond));
      rereads.add(environment.server().reread());
    }
    environment.server().setCallDelay(0);
    close(without);
    close(with);
    assertThat(rereads.percentile(0)).as("objects read again in a round").isPositive();
    return rows(perSecond, off, on, rereads);
  }

  private List<ReportRow> rows(double perSecond, Series off, Series on, Series rereads) {
    return List.of(
        ReportRow.ratio(
            "P13",
            "p99 from notification to record, %.0f objects/s, with re-verification ÷ without it"
                .formatted(perSecond),
            Goal.atMost(1.1, ""),
            "latency.reread",
            on.dividedBy(off)),
        ReportRow.plain("P13", "that p99 with re-verification", on, " ms"),
        ReportRow.plain("P13", "that p99 without it", off, " ms"),
        ReportRow.plain("P13", "objects read again meanwhile", rereads, ""));
  }

  private double highestRate(ConsumerProcess waybill) throws IOException, InterruptedException {
    return environment.batches().run(waybill, options.objects() / 2, options.callDelay()).rate();
  }

  private double p99(ConsumerProcess waybill, double perSecond)
      throws IOException, InterruptedException {
    environment.server().setCallDelay(options.callDelay());
    waybill.resume();
    // What a stopped process has missed is over by then.
    Thread.sleep(SETTLE_MILLIS);
    double p99 = new SteadyArrivals(environment, waybill, perSecond).p99(SECONDS);
    waybill.pause();
    return p99;
  }

  private void close(ConsumerProcess waybill) throws IOException, InterruptedException {
    waybill.close();
    environment.resources().requireComplete(waybill.resources(), waybill.assigned());
  }
}
