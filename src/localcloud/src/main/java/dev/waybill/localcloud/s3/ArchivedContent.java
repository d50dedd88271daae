package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import java.util.Set;

/** Check for content in the storage classes that S3 cannot read without a restore. */
final class ArchivedContent {
  private static final Set<String> CLASSES = Set.of("GLACIER", "DEEP_ARCHIVE");

  private ArchivedContent() {}

  /**
   * Rejects the read of an archived version.
   *
   * @throws StoreException InvalidObjectState
   */
  static void requireReadable(StoredVersion version) {
    if (isArchived(version)) {
      throw new StoreException(S3ErrorCode.INVALID_OBJECT_STATE);
    }
  }

  /**
   * Rejects the copy of an archived version.
   *
   * @throws StoreException InvalidObjectState
   */
  static void requireCopyable(StoredVersion source) {
    if (isArchived(source)) {
      throw new StoreException(
          S3ErrorCode.INVALID_OBJECT_STATE,
          "Operation is not valid for the source object's storage class");
    }
  }

  private static boolean isArchived(StoredVersion version) {
    return CLASSES.contains(version.headers().getOrDefault("x-amz-storage-class", "STANDARD"));
  }
}
