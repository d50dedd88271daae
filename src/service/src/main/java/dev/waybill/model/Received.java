package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sequencer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * First stage: the version is known, and is hashed next.
 *
 * @param version the version
 * @param purpose the purpose of the object
 * @param announcedETag the notification's eTag without quotes, or null
 * @param announcedSize the notification's size in bytes, or null
 * @param sequencer the order among the key's events, or null
 * @param eventTime the time of the event, as the notification states it; null when S3 contradicts
 *     it
 * @param notificationId the id of the notification
 * @param receivedAt the time Waybill received the notification
 */
public record Received(
    ObjectVersion version,
    Purpose purpose,
    @Nullable String announcedETag,
    @Nullable Long announcedSize,
    @Nullable Sequencer sequencer,
    @Nullable Instant eventTime,
    String notificationId,
    Instant receivedAt)
    implements Custody {
  @Override
  public Received received() {
    return this;
  }

  /** Returns this stage without the order that the notification states. */
  public Received withoutOrder() {
    return new Received(
        version, purpose, announcedETag, announcedSize, null, null, notificationId, receivedAt);
  }
}
