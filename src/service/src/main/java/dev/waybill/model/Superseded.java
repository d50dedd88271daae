package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * The version is sealed, but a newer version of the same key was promoted: this one stays where it
 * is.
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
