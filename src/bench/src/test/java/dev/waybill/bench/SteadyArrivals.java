package dev.waybill.bench;

import dev.waybill.bench.server.CallRecord;
import dev.waybill.record.RecordKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Objects that arrive at a steady rate, and the times until their records. */
final class SteadyArrivals {
  private final BenchEnvironment environment;
  private final ConsumerProcess waybill;
  private final double perSecond;

  SteadyArrivals(BenchEnvironment environment, ConsumerProcess waybill, double perSecond) {
    this.environment = environment;
    this.waybill = waybill;
    this.perSecond = perSecond;
  }

  /** Puts small objects for some seconds; returns the times of their writes, by key. */
  Map<String, Long> seed(int seconds) throws IOException {
    int objects = (int) (perSecond * seconds);
    return environment
        .server()
        .seed(waybill.resources(), waybill.assign(objects), objects, 1024, perSecond);
  }

  /**
   * Waits until the objects are sealed and returns the times of their records, by prefix of the
   * record key.
   */
  Map<String, Long> sealTimes(int objects) throws IOException, InterruptedException {
    environment.batches().awaitCompletion(waybill, objects);
    Map<String, Long> sealed = new TreeMap<>();
    for (CallRecord call : environment.server().calls()) {
      if (call.isWriteTo(waybill.resources().records())) {
        sealed.put(call.key().substring(0, call.key().lastIndexOf('/') + 1), call.endNanos());
      }
    }
    return sealed;
  }

  /** Returns the 99th percentile of all objects that arrive within some seconds, in ms. */
  double p99(int seconds) throws IOException, InterruptedException {
    environment.server().reset();
    Map<String, Long> seeded = seed(seconds);
    return p99(seeded, sealTimes(seeded.size()), Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Returns the 99th percentile of the objects in the time span, in milliseconds. */
  double p99(Map<String, Long> seeded, Map<String, Long> sealed, long from, long to) {
    List<Double> all = new ArrayList<>();
    seeded.forEach(
        (key, time) -> {
          if (time >= from && time <= to) {
            all.add((sealed.get(recordPrefix(key)) - time) / 1e6);
          }
        });
    return Series.of(all.stream().mapToDouble(Double::doubleValue).toArray()).percentile(0.99);
  }

  /** Returns the prefix of the record of an object. */
  String recordPrefix(String key) {
    return RecordKey.prefixOf(waybill.resources().raw(), key);
  }
}
