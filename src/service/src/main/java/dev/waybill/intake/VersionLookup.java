package dev.waybill.intake;

import dev.waybill.model.ObjectNotification;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.ObjectVersion;
import java.util.Optional;

/** Lookup of the object version that a notification is about. */
public final class VersionLookup {
  private final VersionIndex objects;

  public VersionLookup(VersionIndex objects) {
    this.objects = objects;
  }

  /**
   * Returns the version. S3 is asked only when the notification names no version or its key has two
   * readings.
   *
   * @throws RejectedException when the notification names no version and the object does not exist
   */
  public ObjectVersion find(ObjectNotification notification) {
    String key = notification.otherKey() == null ? notification.key() : existingKey(notification);
    String named = notification.versionId();
    return new ObjectVersion(
        notification.bucket(), key, named != null ? named : lookUp(notification, key));
  }

  /** The other reading needs an object there, because a promoted object has neither key. */
  private String existingKey(ObjectNotification notification) {
    String other = notification.otherKey();
    return other != null && !exists(notification, notification.key()) && exists(notification, other)
        ? other
        : notification.key();
  }

  private boolean exists(ObjectNotification notification, String key) {
    return objects.exists(notification.bucket(), key, notification.versionId());
  }

  /** The current version; when its eTag is not the notification's, the version that has that. */
  private String lookUp(ObjectNotification notification, String key) {
    Optional<VersionIndex.Entry> current = objects.current(notification.bucket(), key);
    String eTag = notification.eTag();
    boolean isCurrent = current.filter(it -> eTag == null || it.eTag().equals(eTag)).isPresent();
    String found =
        isCurrent || eTag == null
            ? current.map(VersionIndex.Entry::versionId).orElse("")
            : objects.versionWith(notification.bucket(), key, eTag).orElse("");
    if (found.isEmpty()) {
      throw new RejectedException(
          RejectReason.OBJECT_GONE,
          "the notification names no version, and the object does not exist",
          null);
    }
    return found;
  }
}
