package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * The version is sealed, its verified copy is at its destination and the source is gone.
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
