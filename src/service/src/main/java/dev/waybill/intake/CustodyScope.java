package dev.waybill.intake;

import dev.waybill.model.IntakeResult;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.Purpose;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.settings.RawSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which objects are taken into custody, and what for. */
final class CustodyScope {
  private final RawSettings raw;

  CustodyScope(RawSettings raw) {
    this.raw = raw;
  }

  boolean covers(String bucket) {
    return raw.bucket().equals(bucket);
  }

  /**
   * Judges an object of the raw bucket.
   *
   * @param key its key
   * @param otherKey the second reading of the key, or null; it counts only where it leads to the
   *     same purpose
   */
  IntakeResult judge(String key, @Nullable String otherKey, NotificationFields sighting) {
    Optional<Purpose> purpose = purpose(key);
    if (purpose.isEmpty()) {
      // A sender that encodes all of an EventBridge key also encodes the prefix's slash.
      return otherKey == null ? foreignPrefix() : judge(otherKey, null, sighting);
    }
    if (isFolderMarker(key, sighting.size())) {
      return new Skipped(SkipReason.FOLDER_MARKER, "an empty object that shows a folder");
    }
    boolean sameEnd = otherKey != null && purpose.equals(purpose(otherKey));
    return announced(key, sameEnd ? otherKey : null, sighting, purpose.get());
  }

  static Skipped foreignBucket() {
    return new Skipped(SkipReason.FOREIGN_BUCKET, "a bucket that is not the raw bucket");
  }

  private static Skipped foreignPrefix() {
    return new Skipped(SkipReason.FOREIGN_PREFIX, "a prefix that is not taken into custody");
  }

  private Optional<Purpose> purpose(String key) {
    if (key.startsWith(raw.incoming())) {
      return Optional.of(Purpose.PROMOTE);
    }
    return key.startsWith(raw.test()) ? Optional.of(Purpose.CANARY) : Optional.empty();
  }

  private static boolean isFolderMarker(String key, @Nullable Long size) {
    return key.endsWith("/") && (size == null || size == 0);
  }

  private ObjectNotification announced(
      String key, @Nullable String otherKey, NotificationFields sighting, Purpose purpose) {
    return new ObjectNotification(
        raw.bucket(),
        key,
        otherKey,
        sighting.versionId(),
        sighting.eTag(),
        sighting.size(),
        sighting.sequencer(),
        sighting.eventTime(),
        sighting.notificationId(),
        purpose);
  }
}
