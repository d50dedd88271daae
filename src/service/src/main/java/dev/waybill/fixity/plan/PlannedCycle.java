package dev.waybill.fixity.plan;

import dev.waybill.fixity.CycleId;
import org.jspecify.annotations.Nullable;

/**
 * Cycle with what was fixed at its begin.
 *
 * @param id its name, which states its begin
 * @param size number of entries of the log that it covers
 * @param seed from which due times are computed, in hexadecimal digits; nobody could choose it
 * @param root root of the log with that size, in base64; null when it was not at hand
 */
public record PlannedCycle(CycleId id, long size, String seed, @Nullable String root) {
  /** Largest number of digits of a seed. */
  static final int MAX_SEED = 128;

  public PlannedCycle {
    if (size < 0 || seed.isEmpty() || seed.length() > MAX_SEED) {
      throw new IllegalArgumentException("no cycle of " + size + " entries with this seed");
    }
  }
}
