package dev.waybill.why.source;

import dev.waybill.fixity.CycleId;
import java.util.List;

/** Port to the names of the cycles of re-verification that have results. */
@FunctionalInterface
public interface StoredCycles {
  /**
   * Returns the newest cycles, the newest first. A prefix that is no name of a cycle is left out.
   *
   * @throws RuntimeException when they cannot be listed
   */
  List<CycleId> newest(int limit);
}
