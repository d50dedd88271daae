package dev.waybill.camel;

import dev.waybill.aws.RawObjects;
import dev.waybill.model.Copied;
import dev.waybill.record.object.ObjectVersion;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;

/** The request that removes the source of a good copy: that version, no other. */
record SourceRemoval(RawObjects objects) {
  /**
   * @throws IllegalStateException when the version named null holds other bytes by now
   */
  DeleteObjectRequest of(Copied copied) {
    ObjectVersion source = copied.version();
    if (source.versionId().equals(ObjectVersion.NULL_VERSION)) {
      requireUnchanged(copied);
    }
    return DeleteObjectRequest.builder()
        .bucket(source.bucket())
        .key(source.key())
        .versionId(source.versionId())
        .build();
  }

  /**
   * The null version is the one that a later write could take over, had versioning been suspended
   * since the start. A condition on the delete would be judged against the key's current version,
   * which may be another one.
   */
  private void requireUnchanged(Copied copied) {
    ObjectVersion source = copied.version();
    boolean changed =
        objects
            .head(source.bucket(), source.key(), source.versionId())
            .filter(head -> !RawObjects.bare(head.eTag()).equals(copied.sealed().digested().eTag()))
            .isPresent();
    if (changed) {
      throw new IllegalStateException("the version named null was written over after its copy");
    }
  }
}
