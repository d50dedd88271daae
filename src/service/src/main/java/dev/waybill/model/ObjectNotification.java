package dev.waybill.model;

import dev.waybill.record.object.Sequencer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Notification of one object, before S3 is asked about it.
 *
 * @param bucket the bucket
 * @param key the decoded key
 * @param otherKey a second reading of the key, tried when no object has the first: EventBridge
 *     senders disagree on whether keys are form-encoded; null when the key has one reading
 * @param versionId the version id, or null when the notification names none
 * @param eTag the eTag without quotes, or null
 * @param size the size in bytes, or null
 * @param sequencer the order among the key's events, or null
 * @param eventTime the time of the event, as S3 states it
 * @param notificationId the id of the notification: the SQS message id or the EventBridge id
 * @param purpose the purpose of the object, from its prefix
 */
public record ObjectNotification(
    String bucket,
    String key,
    @Nullable String otherKey,
    @Nullable String versionId,
    @Nullable String eTag,
    @Nullable Long size,
    @Nullable Sequencer sequencer,
    Instant eventTime,
    String notificationId,
    Purpose purpose)
    implements IntakeResult {}
