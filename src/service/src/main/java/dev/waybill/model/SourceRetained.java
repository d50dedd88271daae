package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * Outcome of a version that is sealed and whose verified copy is at its destination, but whose
 * source S3 does not let Waybill delete: Object Lock or a legal hold retains it, or the right is
 * missing.
 *
 * @param copied the last stage
 */
public record SourceRetained(Copied copied) implements Outcome {
  @Override
  public String label() {
    return "source-retained";
  }

  @Override
  public ObjectVersion version() {
    return copied.version();
  }
}
