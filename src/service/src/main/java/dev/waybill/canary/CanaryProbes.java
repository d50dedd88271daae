package dev.waybill.canary;

import dev.waybill.record.StoredRecord;
import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Queries for the traces that a canary leaves. Each method reads the current state and may throw
 * the unchecked exceptions of the network.
 */
public interface CanaryProbes {
  /** Returns the record of a version, or empty when there is none. */
  Optional<StoredRecord> findRecord(ObjectVersion version);

  /** Returns whether the log bucket holds the event of the canary's upload. */
  boolean isLogged(Canary canary, Instant now);

  /**
   * Returns whether Athena finds the event of the canary's upload.
   *
   * @return null when audits are disabled, so that Athena is not queried
   */
  @Nullable Boolean isQueryable(Canary canary, Instant now);

  /** Diagnoses a canary that is not sealed in time. */
  Cause diagnoseUnsealed(Canary canary);

  /** Diagnoses a canary whose upload is not logged in time. */
  Cause diagnoseUnlogged(Canary canary);
}
