package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.wire.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Common first fields of CloudTrail records, version 1.11.
 *
 * @param caller the principal of the call
 * @param time the start of the call
 * @param source the service, such as {@code s3.amazonaws.com}
 * @param name the name of the action
 * @param region the region that answered the call
 * @param sourceIp the caller's IP address
 * @param userAgent the user agent; untrusted input
 * @param errorCode the error code; null if the call succeeded
 * @param errorMessage the error message; null if there is none
 */
record TrailEventHeader(
    Principal caller,
    Instant time,
    String source,
    String name,
    String region,
    String sourceIp,
    String userAgent,
    @Nullable String errorCode,
    @Nullable String errorMessage) {
  void write(ObjectNode event) {
    event.put("eventVersion", "1.11");
    new UserIdentityElement(caller, time).write(event.putObject("userIdentity"));
    event.put("eventTime", time.truncatedTo(ChronoUnit.SECONDS).toString());
    event.put("eventSource", source).put("eventName", name);
    event.put("awsRegion", region).put("sourceIPAddress", sourceIp);
    event.put("userAgent", userAgent);
    if (errorCode != null) {
      event.put("errorCode", errorCode);
      event.put("errorMessage", errorMessage == null ? errorCode : errorMessage);
    }
  }
}
