package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.wire.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What every record of CloudTrail, version 1.11, begins with.
 *
 * @param caller who called
 * @param time when the call began
 * @param source such as {@code s3.amazonaws.com}
 * @param name the action
 * @param region where it was answered
 * @param sourceIp the caller's address
 * @param userAgent foreign text
 * @param errorCode or null
 * @param errorMessage or null
 */
record TrailEventHead(
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
    new EventCaller(caller, time).describe(event.putObject("userIdentity"));
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
