package dev.waybill.audit.state;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the states of audits are kept, for all replicas of the service. */
public interface AuditStateStore {
  /**
   * A state and what it is now.
   *
   * @param version changes with each write
   */
  record Versioned(AuditState state, String version) {}

  /**
   * What is kept of an audit; empty when there is nothing yet.
   *
   * @throws RuntimeException when the store cannot be reached, or what is there cannot be read
   */
  Optional<Versioned> find(String audit);

  /**
   * Keeps a state if nobody else has kept another one since.
   *
   * @param version what it was read as; null when there was nothing
   * @return empty when somebody else was first
   * @throws RuntimeException when the store cannot be reached
   */
  Optional<Versioned> keep(AuditState state, @Nullable String version);
}
