package dev.waybill.promotion;

import dev.waybill.model.Copied;
import dev.waybill.record.object.ObjectVersion;

/**
 * Check before the source of a verified copy is deleted.
 *
 * @param objects the raw bucket
 */
public record SourceRemoval(BucketObjects objects) {
  /**
   * Returns the version to delete, which is exactly the one that was copied.
   *
   * @throws IllegalStateException when the version named {@code null} holds other bytes by now
   */
  public ObjectVersion source(Copied copied) {
    ObjectVersion source = copied.version();
    if (source.versionId().equals(ObjectVersion.NULL_VERSION)) {
      requireUnchanged(copied);
    }
    return source;
  }

  /**
   * A later write overwrites the null version when versioning is suspended. A condition on the
   * delete would be compared with the key's current version, which may be another one.
   */
  private void requireUnchanged(Copied copied) {
    boolean changed =
        objects
            .eTag(copied.version())
            .filter(eTag -> !eTag.equals(copied.sealed().digested().eTag()))
            .isPresent();
    if (changed) {
      throw new IllegalStateException("the version named null was overwritten after its copy");
    }
  }
}
