package dev.waybill.why.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Call about the object that CloudTrail logged. All text is untrusted.
 *
 * @param eventId id of the event
 * @param time time of the call
 * @param name name of the event, such as {@code PutObject}
 * @param key key of the object
 * @param versionId version that was written or named; null for none
 * @param principal the caller
 * @param isService true for a caller with the role of the service
 * @param source address or service that the call came from; null when unknown
 * @param error error code; null when the call succeeded
 */
public record ObjectCall(
    String eventId,
    Instant time,
    String name,
    String key,
    @Nullable String versionId,
    String principal,
    boolean isService,
    @Nullable String source,
    @Nullable String error) {}
