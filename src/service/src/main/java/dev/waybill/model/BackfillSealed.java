package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * Outcome of a version that was there before, and is sealed where it is.
 *
 * @param sealed the last stage
 */
public record BackfillSealed(Sealed sealed) implements Outcome {
  @Override
  public String label() {
    return "backfill-sealed";
  }

  @Override
  public ObjectVersion version() {
    return sealed.version();
  }
}
