package dev.waybill.backfill;

import java.util.List;

/** Port to the queue from which replicas take units. */
@FunctionalInterface
public interface UnitQueue {
  /**
   * Sends units.
   *
   * @throws RuntimeException when some may not have been sent; all of them are sent again later
   */
  void send(List<UnitName> units);
}
