package dev.waybill.model;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sequencer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * First stage: the version is known and waits to be hashed.
 *
 * @param version the version
 * @param purpose what is to become of it
 * @param announcedETag the notification's eTag without quotes, or null
 * @param announcedSize the notification's size in bytes, or null
 * @param sequencer the order among the key's events, or null
 * @param eventTime when S3 says it was written
 * @param notificationId what identifies the notification
 * @param receivedAt when Waybill took it up
 */
public record Received(
    ObjectVersion version,
    Purpose purpose,
    @Nullable String announcedETag,
    @Nullable Long announcedSize,
    @Nullable Sequencer sequencer,
    Instant eventTime,
    String notificationId,
    Instant receivedAt)
    implements Custody {
  @Override
  public Received received() {
    return this;
  }
}
