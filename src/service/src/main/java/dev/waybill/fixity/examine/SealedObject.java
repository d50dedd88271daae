package dev.waybill.fixity.examine;

import dev.waybill.fixity.examine.VersionExamination.Place;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Object of one entry, as it was sealed.
 *
 * @param entry the entry
 * @param statement what its record states besides
 * @param chunks digests of its chunks; null when it is read as one stream
 * @param now time of the examination
 */
record SealedObject(
    LogEntry entry, SealedStatement statement, @Nullable ChunkDigests chunks, Instant now) {
  /** Time within which a sealed version is promoted, unless something is wrong. */
  private static final Duration IN_FLIGHT = Duration.ofHours(1);

  /** Returns the bucket of one of the object's keys: where it arrived, or where its copy is. */
  String bucket(String key) {
    return key.equals(entry.destinationKey()) ? entry.bucketOfCopy() : entry.version().bucket();
  }

  /** Returns the bucket of a place of the object. */
  String bucket(Place place) {
    return bucket(place.key());
  }

  /** Returns the key of the promoted copy; null when the version stays. */
  @Nullable String destination() {
    return entry.destinationKey();
  }

  /** Returns true when the promotion may still be under way. */
  boolean isYoung() {
    return entry.sealedAt().plus(IN_FLIGHT).isAfter(now);
  }

  /** Returns true when the version has no id of its own, so that a later write replaces it. */
  boolean isNullVersion() {
    return entry.version().versionId().equals(ObjectVersion.NULL_VERSION);
  }

  /** Returns true when the bytes are the sealed ones. */
  boolean isSealed(BodyDigest read) {
    return read.isWhole() && read.sha256().equals(entry.sha256());
  }

  /** Returns true when S3's stored SHA-256 is that of the version or of a copy of it. */
  boolean isStatedBy(@Nullable String checksum) {
    return checksum != null
        && (checksum.equals(entry.sha256().base64()) || checksum.equals(statement.composite()));
  }

  /** Returns true when S3's statement can only be about another object. */
  boolean isContradictedBy(ObjectState state) {
    if (isStatedBy(state.checksum())) {
      return false;
    }
    return state.size() != entry.size() || isOfWholeObject(state.checksum());
  }

  /** A checksum of the parts' checksums depends on the sizes of the parts, so it says nothing. */
  private static boolean isOfWholeObject(@Nullable String checksum) {
    return checksum != null && checksum.indexOf('-') < 0;
  }
}
