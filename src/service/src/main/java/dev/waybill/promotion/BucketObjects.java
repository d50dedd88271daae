package dev.waybill.promotion;

import dev.waybill.record.object.ObjectVersion;
import java.util.Map;
import java.util.Optional;

/** Port for the objects of the raw bucket, without their bytes. */
public interface BucketObjects {
  /** Returns the current object at a destination; empty when none, or a delete marker, is there. */
  Optional<Occupant> occupant(Destination destination);

  /**
   * Returns true when a version is the current one of its key, or was until a delete marker was
   * put: a delete marker hides no version behind another.
   */
  boolean isInPlace(ObjectVersion version);

  /** Returns the tags of one version, by name. */
  Map<String, String> tags(ObjectVersion version);

  /** Returns the eTag of a version without quotes; empty when the version does not exist. */
  Optional<String> eTag(ObjectVersion version);

  /**
   * Returns the newest version at a destination, current or not, with this SHA-256 in S3's form:
   * base64, with {@code -N} for one copied in N parts.
   */
  Optional<PlacedVersion> withChecksum(Destination destination, String checksum);
}
