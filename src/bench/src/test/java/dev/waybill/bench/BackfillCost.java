package dev.waybill.bench;

import dev.waybill.bench.server.CallRecord;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Measurement P14: rate, processor time and calls of a backfill that seals small objects in place,
 * compared with custody of new objects in the same process.
 */
final class BackfillCost {
  private static final int ROUNDS = 3;
  private static final int TIMEOUT_SECONDS = 300;
  private static final long POLL_MILLIS = 10;

  private final BenchEnvironment environment;
  private final BenchOptions options;
  private final Series versions = new Series();
  private final Series objects = new Series();
  private final Series cpuOfVersions = new Series();
  private final Series cpuOfObjects = new Series();
  private final Series calls = new Series();

  BackfillCost(BenchEnvironment environment, BenchOptions options) {
    this.environment = environment;
    this.options = options;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    BackfillOrder order = BackfillOrder.start(environment, "Waybill, backfill");
    ConsumerProcess waybill = order.waybill();
    environment.batches().warmUp(waybill, options.warmUpObjects() / 2);
    measure(order, options.warmUpObjects() / 2, new Series(), new Series(), new Series());
    for (int round = 0; round < Math.min(ROUNDS, options.rounds()); round++) {
      Batch batch = environment.batches().run(waybill, options.objects(), 0);
      objects.add(batch.rate());
      cpuOfObjects.add(batch.cpu());
      measure(order, options.objects(), versions, cpuOfVersions, calls);
    }
    waybill.resume();
    environment.resources().requireSealed(waybill.resources(), waybill.assigned(), order.placed());
    waybill.close();
    return List.of(
        ReportRow.ratio(
            "P14",
            "versions/s sealed in place by a backfill ÷ new objects/s, warm, no call delay",
            Goal.atLeast(1),
            "backfill.rate",
            versions.dividedBy(objects)),
        ReportRow.ratio(
            "P14",
            "CPU s per 1,000 of those versions ÷ of those objects",
            Goal.atMost(0.9, ""),
            "cpu.backfill",
            cpuOfVersions.dividedBy(cpuOfObjects)),
        ReportRow.number("P14", "S3 and SQS calls per version", Goal.atMost(3.3, ""), calls, ""),
        ReportRow.plain("P14", "versions/s", versions, ""),
        ReportRow.plain("P14", "CPU s per 1,000 versions", cpuOfVersions, ""));
  }

  /** Measures a backfill from its first records on. The process is stopped before and after. */
  private void measure(BackfillOrder order, int count, Series rate, Series cpu, Series perVersion)
      throws IOException, InterruptedException {
    ConsumerProcess waybill = order.waybill();
    MeasuredSpan span = new MeasuredSpan(count);
    environment.server().setCallDelay(0);
    order.begin(count, BackfillOrder.UNLIMITED);
    environment.server().reset();
    waybill.resume();
    int first = await(waybill, span.first());
    double seconds = waybill.cpu().seconds();
    int last = await(waybill, span.last());
    cpu.add((waybill.cpu().seconds() - seconds) / ((last - first) / 1e3));
    int unused = await(waybill, count);
    // The result of the last unit follows its records, and ends the backfill.
    environment.resources().awaitBackfill(waybill.resources());
    waybill.pause();
    rate.add(rate(span));
    perVersion.add(calls(count));
  }

  private double rate(MeasuredSpan span) throws IOException {
    long[] written =
        environment.server().calls().stream()
            .filter(CallRecord::isWriteOfRecord)
            .mapToLong(CallRecord::endNanos)
            .sorted()
            .toArray();
    double nanos = written[span.last() - 1] - written[span.first() - 1];
    return (span.last() - span.first()) / (nanos / 1e9);
  }

  private double calls(int count) throws IOException {
    return environment.server().counters().entrySet().stream()
            .filter(it -> it.getKey().startsWith("calls."))
            .mapToLong(Map.Entry::getValue)
            .sum()
        / (double) count;
  }

  private int await(ConsumerProcess waybill, int records) throws IOException, InterruptedException {
    long end = System.nanoTime() + TIMEOUT_SECONDS * 1_000_000_000L;
    for (int written = environment.server().records(); ; written = environment.server().records()) {
      if (written >= records) {
        return written;
      }
      waybill.requireAlive();
      if (System.nanoTime() > end) {
        throw new IOException("only %d of %d versions were sealed".formatted(written, records));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }
}
