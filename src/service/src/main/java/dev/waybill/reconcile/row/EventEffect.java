package dev.waybill.reconcile.row;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Effects that an event has on the versions of its key, unless it failed. */
public enum EventEffect {
  /** It wrote a version. */
  CREATED,
  /** It removed a version for good. */
  DELETED,
  /** It put a delete marker above the versions of its key. */
  MARKED,
  /** It changed a version in place: its encryption, tags, ACL, retention or class. */
  CHANGED,
  /** It read, listed or prepared something. */
  NONE;

  private static final Set<String> CREATING =
      Set.of("PutObject", "CopyObject", "CompleteMultipartUpload", "PostObject", "RenameObject");

  private static final Set<String> DELETING =
      Set.of("DeleteObject", "DeleteObjects", "DeleteObjectVersion");

  private static final Set<String> CHANGING =
      Set.of(
          "UpdateObjectEncryption",
          "PutObjectTagging",
          "DeleteObjectTagging",
          "PutObjectAcl",
          "PutObjectRetention",
          "PutObjectLegalHold",
          "PutObjectAnnotation",
          "DeleteObjectAnnotation");

  /**
   * Returns the effect of an event.
   *
   * @param name name of the event; unknown ones have no effect
   * @param requestedVersionId version id that the request states; null when it states none
   */
  public static EventEffect of(String name, @Nullable String requestedVersionId) {
    if (CREATING.contains(name)) {
      return CREATED;
    }
    if (CHANGING.contains(name)) {
      return CHANGED;
    }
    if (DELETING.contains(name)) {
      return requestedVersionId == null ? MARKED : DELETED;
    }
    return NONE;
  }
}
