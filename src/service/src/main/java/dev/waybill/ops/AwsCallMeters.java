package dev.waybill.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/**
 * Meters of calls to AWS: the timer {@code waybill.aws.calls{service,operation,outcome}} (outcome
 * {@code success} or {@code failure}, with retries and pauses) and the counters {@code
 * waybill.aws.retries} and {@code waybill.aws.throttles{service,operation}}. A series exists from
 * the first call of its operation.
 */
public final class AwsCallMeters {
  private final MeterRegistry registry;

  /**
   * @param registry the registry of the meters
   */
  public AwsCallMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Counts one call.
   *
   * @param took time of all attempts and of the pauses between them
   */
  public void count(String service, String operation, boolean isSuccessful, Duration took) {
    Timer.builder("waybill.aws.calls")
        .description("Calls to AWS, with their retries")
        .tag("service", service)
        .tag("operation", operation)
        .tag("outcome", isSuccessful ? "success" : "failure")
        .register(registry)
        .record(took);
  }

  /** Counts the attempts of a call that followed the first one, and those that AWS throttled. */
  public void countAttempts(String service, String operation, int retries, int throttles) {
    counter("waybill.aws.retries", "Repeated attempts of calls to AWS", service, operation)
        .increment(retries);
    counter("waybill.aws.throttles", "Attempts that AWS throttled", service, operation)
        .increment(throttles);
  }

  private Counter counter(String name, String description, String service, String operation) {
    return Counter.builder(name)
        .description(description)
        .tag("service", service)
        .tag("operation", operation)
        .register(registry);
  }
}
