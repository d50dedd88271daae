package dev.waybill.ops;

import dev.waybill.claims.ClaimsListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.IntSupplier;

/**
 * Meters of the claims of the service's calls: {@code waybill.claims.waiting} (not stored yet) and
 * the counters {@code waybill.claims.written}, {@code waybill.claims.failed} (attempts to write a
 * file) and {@code waybill.claims.dropped}.
 */
public final class ClaimMeters implements ClaimsListener {
  private final MeterRegistry registry;
  private final Counter written;
  private final Counter failed;
  private final Counter dropped;

  /**
   * @param registry the registry of the meters
   */
  public ClaimMeters(MeterRegistry registry) {
    this.registry = registry;
    written = counter("waybill.claims.written", "Claims that were stored");
    failed = counter("waybill.claims.failed", "Failed attempts to store a file of claims");
    dropped = counter("waybill.claims.dropped", "Claims dropped because too many waited");
  }

  private Counter counter(String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  /** Registers the number of claims that are not stored yet, read at every scrape. */
  public void waiting(IntSupplier claims) {
    Gauge.builder("waybill.claims.waiting", claims::getAsInt)
        .description("Claims that are not stored yet")
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void fileWritten(int claims) {
    written.increment(claims);
  }

  @Override
  public void fileFailed() {
    failed.increment();
  }

  @Override
  public void claimDropped() {
    dropped.increment();
  }
}
