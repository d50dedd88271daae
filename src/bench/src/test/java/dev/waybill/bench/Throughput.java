package dev.waybill.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measurement of throughput with call delay, and of processor time without it. */
final class Throughput {
  private final BenchEnvironment environment;
  private final BenchOptions options;
  private final Map<String, List<Batch>> delayed = new LinkedHashMap<>();
  private final Map<String, List<Batch>> undelayed = new LinkedHashMap<>();

  Throughput(BenchEnvironment environment, BenchOptions options) {
    this.environment = environment;
    this.options = options;
  }

  /**
   * Measures the consumers in turn, in another order every round. The others are stopped meanwhile.
   *
   * @param undelayedNames consumers that are also measured without call delay
   */
  Throughput run(List<Consumer> consumers, List<String> undelayedNames)
      throws IOException, InterruptedException {
    List<ConsumerProcess> all = new ArrayList<>();
    for (Consumer consumer : consumers) {
      all.add(startWarm(consumer));
    }
    for (int round = 0; round < options.rounds(); round++) {
      for (ConsumerProcess each : all) {
        measure(each, undelayedNames);
      }
      Collections.rotate(all, 1);
    }
    for (ConsumerProcess each : all) {
      environment.resources().requireComplete(each.resources(), each.assigned());
      each.close();
    }
    return this;
  }

  private ConsumerProcess startWarm(Consumer consumer) throws IOException, InterruptedException {
    ConsumerProcess process = environment.start(consumer);
    environment.batches().warmUp(process, consumer.warmUpObjects(options.warmUpObjects()));
    return process;
  }

  private void measure(ConsumerProcess each, List<String> undelayedNames)
      throws IOException, InterruptedException {
    String name = each.consumer().name();
    int objects = each.consumer().objects(options.objects());
    add(delayed, name, environment.batches().run(each, objects, options.callDelay()));
    if (undelayedNames.contains(name)) {
      add(undelayed, name, environment.batches().run(each, options.objects(), 0));
    }
  }

  private static void add(Map<String, List<Batch>> to, String name, Batch batch) {
    to.computeIfAbsent(name, unused -> new ArrayList<>()).add(batch);
    System.out.printf(
        "%-26s %8.1f objects/s, CPU s per 1,000: %.2f (server %.2f), %.2f calls%n",
        name, batch.rate(), batch.cpu(), batch.serverCpu(), batch.totalCalls());
  }

  /** Returns the batches with call delay, by consumer. */
  Map<String, List<Batch>> delayed() {
    return delayed;
  }

  /** Returns the batches without call delay, by consumer. */
  Map<String, List<Batch>> undelayed() {
    return undelayed;
  }
}
