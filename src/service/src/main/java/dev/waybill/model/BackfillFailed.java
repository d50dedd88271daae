package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of a version that a backfill could not seal. There is no message about the version, so
 * that the backfill's own result keeps the reason.
 *
 * @param rejected the reason
 */
public record BackfillFailed(Rejected rejected) implements Outcome {
  @Override
  public String label() {
    return "backfill-failed-" + rejected.reason().label();
  }

  @Override
  public @Nullable ObjectVersion version() {
    return rejected.version();
  }
}
