package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * Outcome of a version that is sealed but not promoted, because a newer version of the same key
 * was. The version stays where it is.
 *
 * @param sealed the last stage
 */
public record Superseded(Sealed sealed) implements Outcome {
  @Override
  public String label() {
    return "superseded";
  }

  @Override
  public ObjectVersion version() {
    return sealed.version();
  }
}
