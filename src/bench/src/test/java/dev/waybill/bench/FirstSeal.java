package dev.waybill.bench;

import dev.waybill.bench.stand.Mark;
import java.io.IOException;
import java.util.List;

/** P9: from the start of the service, as its container starts it, to its first sealed record. */
final class FirstSeal {
  private final Stage stage;
  private final Scale scale;

  FirstSeal(Stage stage, Scale scale) {
    this.stage = stage;
    this.scale = scale;
  }

  List<ReportRow> rows() throws IOException, InterruptedException {
    Consumer waybill = PackagedWaybill.make(stage.stand().data()).consumer();
    Series seconds = new Series();
    Series cpu = new Series();
    // The first start finds the jar and the archive on the disk, and is not counted.
    for (int round = 0; round <= scale.rounds(); round++) {
      double[] took = once(waybill);
      if (round > 0) {
        seconds.add(took[0]);
        cpu.add(took[1]);
      }
    }
    return List.of(
        ReportRow.number("P9", "start to first record sealed", Goal.most(3, " s"), seconds, " s"),
        ReportRow.plain("P9", "CPU spent by then", cpu, " s"));
  }

  /** In a place of its own: a poll of one that was killed may still get a message. */
  private double[] once(Consumer waybill) throws IOException, InterruptedException {
    Place place = stage.place(waybill);
    stage.stand().distance(0);
    var unused = stage.stand().seed(place, "start", 1, 1024, 0);
    stage.places().awaitHeard(place, 1);
    stage.stand().reset();
    long began = System.nanoTime();
    try (ConsumerProcess process = stage.start(waybill, place)) {
      while (stage.stand().promoted() < 1) {
        process.requireAlive();
        Thread.sleep(5);
      }
      double cpu = process.cpu().seconds();
      long sealed =
          stage.stand().marks().stream()
              .filter(mark -> mark.wrote(place.records()) && mark.key().startsWith("records/"))
              .mapToLong(Mark::ended)
              .min()
              .orElseThrow();
      return new double[] {(sealed - began) / 1e9, cpu};
    }
  }
}
