package dev.waybill.log.check;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port to the memory of the watch across restarts, outside of the provenance bucket, so that a
 * principal that can replace the log cannot replace the memory of it.
 */
public interface LogMemory {
  /**
   * Remembered state and the version of its object.
   *
   * @param seen the state; null when the object is not one
   * @param version the version, for {@link #keep}
   */
  record Versioned(@Nullable SeenLog seen, String version) {}

  /** Returns what is remembered; empty when nothing is. */
  Optional<Versioned> find();

  /**
   * Remembers a state unless another writer has changed it.
   *
   * @param version the version that was read; null when there was none
   * @return false when another writer was first
   */
  boolean keep(SeenLog seen, @Nullable String version);
}
