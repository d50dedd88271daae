package dev.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;

/**
 * Measurement P15: time from the arrival of an object to its record, with and without a backfill
 * beside it. Objects arrive at a quarter of the highest rate, and the backfill hands out as many
 * versions, so that together they take half of what the process can do.
 */
final class BackfillLatency {
  private static final int ROUNDS = 3;
  private static final int SECONDS = 10;
  private static final int SHARE = 4;

  /** Versions for the time until the backfill begins, and until the objects are sealed. */
  private static final int SECONDS_OF_BACKFILL = 3 * SECONDS;

  private static final int TIMEOUT_SECONDS = 60;
  private static final long POLL_MILLIS = 20;

  private final BenchEnvironment environment;
  private final BenchOptions options;

  BackfillLatency(BenchEnvironment environment, BenchOptions options) {
    this.environment = environment;
    this.options = options;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    BackfillOrder order = BackfillOrder.start(environment, "Waybill, backfill beside intake");
    ConsumerProcess waybill = order.waybill();
    environment.batches().warmUp(waybill, options.warmUpObjects() / 2);
    double highest =
        environment.batches().run(waybill, options.objects() / 2, options.callDelay()).rate();
    int perSecond = Math.max(1, (int) (highest / SHARE));
    SteadyArrivals arrivals = new SteadyArrivals(environment, waybill, perSecond);
    Series off = new Series();
    Series on = new Series();
    Series sealed = new Series();
    waybill.resume();
    for (int round = 0; round < Math.min(ROUNDS, options.rounds()); round++) {
      environment.server().setCallDelay(options.callDelay());
      off.add(arrivals.p99(SECONDS));
      begin(order, perSecond);
      long began = System.nanoTime();
      on.add(arrivals.p99(SECONDS));
      double seconds = (System.nanoTime() - began) / 1e9;
      sealed.add((environment.server().records() - perSecond * SECONDS) / seconds);
      environment.server().setCallDelay(0);
      environment.resources().awaitBackfill(waybill.resources());
    }
    assertThat(sealed.percentile(0)).as("versions/s in a round").isGreaterThan(perSecond / 2.0);
    environment.resources().requireSealed(waybill.resources(), waybill.assigned(), order.placed());
    waybill.close();
    return List.of(
        ReportRow.ratio(
            "P15",
            "p99 from notification to record, %d objects/s, beside a backfill of %d versions/s ÷ without"
                .formatted(perSecond, perSecond),
            Goal.atMost(1.2, ""),
            "latency.backfill",
            on.dividedBy(off)),
        ReportRow.plain("P15", "that p99 beside the backfill", on, " ms"),
        ReportRow.plain("P15", "that p99 without it", off, " ms"),
        ReportRow.plain("P15", "versions/s that the backfill sealed meanwhile", sealed, ""));
  }

  /** Begins a backfill and waits for its first records. */
  private void begin(BackfillOrder order, int perSecond) throws IOException, InterruptedException {
    environment.server().setCallDelay(0);
    order.begin(perSecond * SECONDS_OF_BACKFILL, perSecond);
    environment.server().setCallDelay(options.callDelay());
    environment.server().reset();
    long end = System.nanoTime() + TIMEOUT_SECONDS * 1_000_000_000L;
    while (environment.server().records() == 0) {
      order.waybill().requireAlive();
      if (System.nanoTime() > end) {
        throw new IOException("the backfill does not begin");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
