package dev.waybill.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Objects a second at a distance, and what an object costs without one. */
final class Throughput {
  private final Stage stage;
  private final Scale scale;
  private final Map<String, List<Batch>> far = new LinkedHashMap<>();
  private final Map<String, List<Batch>> near = new LinkedHashMap<>();

  Throughput(Stage stage, Scale scale) {
    this.stage = stage;
    this.scale = scale;
  }

  /**
   * Consumers take turns, in another order every round; each stands still while another is
   * measured.
   *
   * @param costed those whose processor time is measured
   */
  Throughput run(List<Consumer> consumers, List<String> costed)
      throws IOException, InterruptedException {
    List<ConsumerProcess> all = new ArrayList<>();
    for (Consumer consumer : consumers) {
      all.add(warmed(consumer));
    }
    for (int round = 0; round < scale.rounds(); round++) {
      for (ConsumerProcess each : all) {
        take(each, costed);
      }
      Collections.rotate(all, 1);
    }
    for (ConsumerProcess each : all) {
      stage.places().requireDone(each.place(), each.given());
      each.close();
    }
    return this;
  }

  private ConsumerProcess warmed(Consumer consumer) throws IOException, InterruptedException {
    ConsumerProcess process = stage.start(consumer);
    stage.batches().warm(process, consumer.warm(scale.warm()));
    return process;
  }

  private void take(ConsumerProcess each, List<String> costed)
      throws IOException, InterruptedException {
    String name = each.consumer().name();
    int objects = each.consumer().objects(scale.objects());
    keep(far, name, stage.batches().run(each, objects, scale.distance()));
    if (costed.contains(name)) {
      keep(near, name, stage.batches().run(each, scale.objects(), 0));
    }
  }

  private static void keep(Map<String, List<Batch>> to, String name, Batch batch) {
    to.computeIfAbsent(name, unused -> new ArrayList<>()).add(batch);
    System.out.printf(
        "%-26s %8.1f objects/s, CPU s per 1,000: %.2f (server %.2f), %.2f calls%n",
        name, batch.rate(), batch.cpu(), batch.serverCpu(), batch.allCalls());
  }

  /** By consumer, at the distance. */
  Map<String, List<Batch>> far() {
    return far;
  }

  /** By consumer, without a distance. */
  Map<String, List<Batch>> near() {
    return near;
  }
}
