package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * Outcome of a canary under {@code test/}, which is sealed and not promoted.
 *
 * @param sealed the last stage
 */
public record CanarySealed(Sealed sealed) implements Outcome {
  @Override
  public String label() {
    return "canary-sealed";
  }

  @Override
  public ObjectVersion version() {
    return sealed.version();
  }
}
