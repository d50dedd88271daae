package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * Outcome of a version that is sealed, whose verified copy is at its destination, and whose source
 * is deleted.
 *
 * @param copied the last stage
 */
public record Promoted(Copied copied) implements Outcome {
  @Override
  public String label() {
    return "promoted";
  }

  @Override
  public ObjectVersion version() {
    return copied.version();
  }
}
