package dev.waybill.audit.state;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Store of the states of audits, shared by all replicas of the service. */
public interface AuditStateStore {
  /**
   * State with the version of what is stored.
   *
   * @param version version that changes with each write
   */
  record Versioned(AuditState state, String version) {}

  /**
   * Returns the state of an audit, or empty when there is none yet.
   *
   * @throws RuntimeException when the store is unreachable or the state is unreadable
   */
  Optional<Versioned> find(String audit);

  /**
   * Writes a state, unless another writer changed it since it was read.
   *
   * @param version version that was read; null when there was no state
   * @return the written state; empty when another writer was first
   * @throws RuntimeException when the store is unreachable
   */
  Optional<Versioned> keep(AuditState state, @Nullable String version);
}
