package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileResult;
import java.util.Optional;

/** Port to the results of units of work. */
@FunctionalInterface
public interface TileResultReader {
  /**
   * Returns the result with a key; empty when there is none yet.
   *
   * @throws IllegalArgumentException when the object is no result
   * @throws RuntimeException when it cannot be read now
   */
  Optional<TileResult> read(String key);
}
