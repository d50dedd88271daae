package dev.waybill.promotion;

import dev.waybill.record.object.ObjectVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * base64, with {@code -N} for one copied in N parts. All versions are searched that can be a copy
   * of an object that was written at a time.
   *
   * @param written the time that S3 reported of the source; null to search every version
   * @throws LookupDeniedException when S3 denies the lookup or the listing
   */
  Optional<PlacedVersion> withChecksum(
      Destination destination, String checksum, @Nullable Instant written);

  /** Returns the versions of a key in S3's order, newest first, without delete markers. */
  List<KeyVersion> versions(String bucket, String key);

  /** Returns the version that S3 lists directly below another one; empty when there is none. */
  Optional<PlacedVersion> below(ObjectVersion version);

  /**
   * Puts a delete marker over the current version of a key, which keeps every version. Puts none in
   * a bucket without versioning, or when the service lacks the permission.
   *
   * @param eTag the eTag of the current version, without quotes
   * @return false when another version is the current one by now
   */
  boolean hide(ObjectVersion current, String eTag);
}
