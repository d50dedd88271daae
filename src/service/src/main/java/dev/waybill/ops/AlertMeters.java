package dev.waybill.ops;

import dev.waybill.alert.delivery.SinkListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Meters of alert deliveries: {@code waybill.alerts{sink,result}} (counter: delivered, undelivered,
 * refused) and {@code waybill.alerts.waiting{sink}} (gauge, as of the last check).
 */
public final class AlertMeters implements SinkListener {
  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();

  /**
   * @param registry the registry of the meters
   * @param sinks the configured sinks, whose counters are registered at once and show zero
   */
  public AlertMeters(MeterRegistry registry, Collection<String> sinks) {
    this.registry = registry;
    for (String sink : sinks) {
      waiting(sink, 0);
      for (String result : new String[] {"delivered", "undelivered", "refused"}) {
        Counter unused = counter(sink, result);
      }
    }
  }

  @Override
  public void delivered(String sink) {
    counter(sink, "delivered").increment();
  }

  @Override
  public void undelivered(String sink) {
    counter(sink, "undelivered").increment();
  }

  @Override
  public void rejected(String sink) {
    counter(sink, "refused").increment();
  }

  @Override
  public void waiting(String sink, int events) {
    waiting.computeIfAbsent(sink, this::gauge).set(events);
  }

  private AtomicInteger gauge(String sink) {
    AtomicInteger value = new AtomicInteger();
    Gauge.builder("waybill.alerts.waiting", value, AtomicInteger::get)
        .description("Events waiting for a sink")
        .tag("sink", sink)
        .strongReference(true)
        .register(registry);
    return value;
  }

  private Counter counter(String sink, String result) {
    return Counter.builder("waybill.alerts")
        .description("Events sent to a sink, by result")
        .tag("sink", sink)
        .tag("result", result)
        .register(registry);
  }
}
