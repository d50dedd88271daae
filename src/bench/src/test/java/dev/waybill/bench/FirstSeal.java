package dev.waybill.bench;

import dev.waybill.bench.server.CallRecord;
import java.io.IOException;
import java.util.List;

/** Measurement P9: time from the start of the packaged service to its first sealed record. */
final class FirstSeal {
  private final BenchEnvironment environment;
  private final BenchOptions options;

  FirstSeal(BenchEnvironment environment, BenchOptions options) {
    this.environment = environment;
    this.options = options;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    Consumer waybill = PackagedWaybill.prepare(environment.server().data()).consumer();
    Series seconds = new Series();
    Series cpu = new Series();
    // The first start reads the jar and the archive from disk and is not counted.
    for (int round = 0; round <= options.rounds(); round++) {
      double[] took = measureStart(waybill);
      if (round > 0) {
        seconds.add(took[0]);
        cpu.add(took[1]);
      }
    }
    return List.of(
        ReportRow.number("P9", "start to first record sealed", Goal.atMost(3, " s"), seconds, " s"),
        ReportRow.plain("P9", "CPU time of that start", cpu, " s"));
  }

  /**
   * Measures one start with new resources, because a poll of a killed process may still receive a
   * message.
   */
  private double[] measureStart(Consumer waybill) throws IOException, InterruptedException {
    ConsumerResources resources = environment.newResources(waybill);
    environment.server().setCallDelay(0);
    var unused = environment.server().seed(resources, "start", 1, 1024, 0);
    environment.resources().awaitNotifications(resources, 1);
    environment.server().reset();
    long began = System.nanoTime();
    try (ConsumerProcess process = environment.start(waybill, resources)) {
      while (environment.server().promoted() < 1) {
        process.requireAlive();
        Thread.sleep(5);
      }
      double cpu = process.cpu().seconds();
      long sealed =
          environment.server().calls().stream()
              .filter(
                  call -> call.isWriteTo(resources.records()) && call.key().startsWith("records/"))
              .mapToLong(CallRecord::endNanos)
              .min()
              .orElseThrow();
      return new double[] {(sealed - began) / 1e9, cpu};
    }
  }
}
