package dev.waybill.audit.logfile;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Store of the result of inspections, shared by all replicas of the service. */
public interface LogFilesStore {
  /**
   * State with the version of what is stored.
   *
   * @param version version that changes with each write; null when nothing is stored yet
   */
  record Versioned(LogFilesState state, @Nullable String version) {}

  /**
   * Returns the state; the initial one when nothing is stored.
   *
   * @throws RuntimeException when the store is unreachable or the state is unreadable
   */
  Versioned find();

  /**
   * Writes a state, unless another writer changed it since it was read.
   *
   * @return the written state; empty when another writer was first
   * @throws RuntimeException when the store is unreachable
   */
  Optional<Versioned> keep(LogFilesState state, @Nullable String version);
}
