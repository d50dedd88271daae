package dev.waybill.fixity.examine;

import dev.waybill.record.chunk.ObjectRange;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port for reading what is stored. Every method throws {@link UnreadableException} when S3 or the
 * network fails, or a right is missing: only S3's own statement that there is no object counts as
 * none.
 */
public interface ObjectReads {
  /**
   * Begins to read an object. The caller closes the body.
   *
   * @param versionId version id; null for the current version
   */
  ReadReply get(String bucket, String key, @Nullable String versionId);

  /**
   * Begins to read some bytes of a version. The caller closes the body, which has no more bytes
   * than the range, and fewer where S3 states that the version has become shorter.
   *
   * @return {@link ReadReply.Changed} when another object has the place of the version, {@link
   *     ReadReply.Ended} when S3 states that the version ends before the range
   */
  ReadReply get(PinnedVersion version, ObjectRange range);

  /**
   * Returns S3's statement about a version; empty when it does not exist or is a delete marker.
   *
   * @param versionId version id; null for the current version
   */
  Optional<ObjectState> head(String bucket, String key, @Nullable String versionId);

  /**
   * Returns the versions and delete markers of exactly one key, the current one first and then from
   * the newest to the oldest.
   *
   * @param limit number of versions after which the rest is left out
   */
  List<ListedKeyVersion> versions(String bucket, String key, int limit);

  /**
   * Returns the retention of a version; empty when S3 states that it has none.
   *
   * @param versionId version id; null for the current version
   */
  Optional<StatedRetention> retention(String bucket, String key, @Nullable String versionId);

  /** Returns the keys below a prefix. */
  List<String> keys(String bucket, String prefix);
}
