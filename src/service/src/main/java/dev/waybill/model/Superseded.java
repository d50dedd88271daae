package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;

/**
 * Outcome of a version that is sealed but not promoted, because a newer version of the same key
 * was. The version keeps its bytes, but is no longer the current object of its key.
 *
 * @param sealed the last stage
 * @param contradicted true when the version was S3's current one, and only the notifications of the
 *     two versions say that the promoted one is newer
 */
public record Superseded(Sealed sealed, boolean contradicted) implements Outcome {
  @Override
  public String label() {
    return "superseded";
  }

  @Override
  public ObjectVersion version() {
    return sealed.version();
  }
}
