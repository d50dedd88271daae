package dev.waybill.model;

import dev.waybill.record.object.Sequencer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a notification says of one object, before anybody has looked.
 *
 * @param bucket the bucket named
 * @param key the key, decoded
 * @param otherKey a second reading of the key, tried when the first is not there: EventBridge
 *     senders disagree on whether keys are form-encoded; null when there is no doubt
 * @param versionId the version, or null when the notification names none
 * @param eTag without quotes, or null
 * @param size in bytes, or null
 * @param sequencer the order among the key's events, or null
 * @param eventTime when S3 says it happened
 * @param notificationId what identifies the notification (SQS message id or EventBridge id)
 * @param purpose what is to become of the object, from its prefix
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
