package dev.waybill.localcloud.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a service other than S3, as CloudTrail records it.
 *
 * @param source such as {@code kms.amazonaws.com}
 * @param name the action
 * @param readOnly whether it changes nothing
 * @param asked its input, in CloudTrail's spelling, without what no log may have
 * @param answered its answer likewise; null when there is nothing to tell
 * @param errorCode or null
 * @param errorMessage or null
 * @param origin where it came from
 */
public record ServiceAccess(
    String source,
    String name,
    boolean readOnly,
    ObjectNode asked,
    @Nullable ObjectNode answered,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    Origin origin) {
  /**
   * Where a call came from.
   *
   * @param accessKeyId of who signed it; {@code ANONYMOUS} when nobody did
   * @param sourceIp the caller's address
   * @param userAgent foreign text, or empty
   * @param requestId unique
   * @param time when it began
   */
  public record Origin(
      String accessKeyId, String sourceIp, String userAgent, String requestId, Instant time) {}
}
