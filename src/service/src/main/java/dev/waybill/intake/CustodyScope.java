package dev.waybill.intake;

import dev.waybill.model.IntakeResult;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.Purpose;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.settings.RawSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scope of custody: decides which objects of the raw bucket need custody, and for what purpose. */
final class CustodyScope {
  private final RawSettings raw;

  CustodyScope(RawSettings raw) {
    this.raw = raw;
  }

  boolean covers(String bucket) {
    return raw.bucket().equals(bucket);
  }

  /**
   * Returns the notification of an object in scope, or the reason to skip another object.
   *
   * @param key the object's key
   * @param otherKey the second reading of the key, or null; it is kept only if it has the same
   *     purpose
   * @param fields the other fields of the notification
   */
  IntakeResult classify(String key, @Nullable String otherKey, NotificationFields fields) {
    Optional<Purpose> purpose = purpose(key);
    if (purpose.isEmpty()) {
      // A sender that encodes a whole EventBridge key also encodes the slash of its prefix.
      return otherKey == null ? foreignPrefix() : classify(otherKey, null, fields);
    }
    if (isFolderMarker(key, fields.size())) {
      return new Skipped(SkipReason.FOLDER_MARKER, "an empty object that stands for a folder");
    }
    boolean samePurpose = otherKey != null && purpose.equals(purpose(otherKey));
    // One of the readings is the object's key, so both must be temporary.
    if (isTemporary(key) && (!samePurpose || isTemporary(otherKey))) {
      return new Skipped(SkipReason.TEMPORARY_NAME, "a name that waybill.raw.temporary matches");
    }
    return notification(key, samePurpose ? otherKey : null, fields, purpose.get());
  }

  static Skipped foreignBucket() {
    return new Skipped(SkipReason.FOREIGN_BUCKET, "a bucket that is not the raw bucket");
  }

  private static Skipped foreignPrefix() {
    return new Skipped(SkipReason.FOREIGN_PREFIX, "a prefix outside the scope of custody");
  }

  private Optional<Purpose> purpose(String key) {
    if (key.startsWith(raw.incoming())) {
      return Optional.of(Purpose.PROMOTE);
    }
    return key.startsWith(raw.test()) ? Optional.of(Purpose.CANARY) : Optional.empty();
  }

  private boolean isTemporary(@Nullable String key) {
    return key != null
        && key.startsWith(raw.incoming())
        && raw.temporary().match(key.substring(raw.incoming().length()));
  }

  private static boolean isFolderMarker(String key, @Nullable Long size) {
    return key.endsWith("/") && (size == null || size == 0);
  }

  private ObjectNotification notification(
      String key, @Nullable String otherKey, NotificationFields fields, Purpose purpose) {
    return new ObjectNotification(
        raw.bucket(),
        key,
        otherKey,
        fields.versionId(),
        fields.eTag(),
        fields.size(),
        fields.sequencer(),
        fields.eventTime(),
        fields.notificationId(),
        purpose);
  }
}
