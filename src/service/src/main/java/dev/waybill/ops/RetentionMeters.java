package dev.waybill.ops;

import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.provenance.StatedLock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Meters of the retention of evidence: the counters {@code waybill.retention.renewed} and {@code
 * waybill.retention.failed} (attempts).
 */
public final class RetentionMeters implements RetentionRenewal.Listener {
  private final RetentionRenewal.Listener next;
  private final Counter renewed;
  private final Counter failed;

  /**
   * @param registry the registry of the meters
   * @param next receives the same events
   */
  public RetentionMeters(MeterRegistry registry, RetentionRenewal.Listener next) {
    this.next = next;
    renewed =
        Counter.builder("waybill.retention.renewed")
            .description("Retentions of evidence that were extended before their end")
            .register(registry);
    failed =
        Counter.builder("waybill.retention.failed")
            .description("Failed attempts to extend a retention that ends soon")
            .register(registry);
  }

  @Override
  public void renewed() {
    renewed.increment();
    next.renewed();
  }

  @Override
  public void failed(StatedLock lock, RuntimeException cause) {
    failed.increment();
    next.failed(lock, cause);
  }
}
