package dev.waybill.localcloud.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Access record of one call of a service other than S3, with the details that CloudTrail records.
 *
 * @param source the service, such as {@code kms.amazonaws.com}
 * @param name the name of the action
 * @param readOnly true if the action changes nothing
 * @param requestParameters the input in CloudTrail's spelling, without sensitive members
 * @param responseElements the response in CloudTrail's spelling, without sensitive members; null if
 *     CloudTrail records none
 * @param errorCode the error code; null if the call succeeded
 * @param errorMessage the error message; null if there is none
 * @param origin the origin of the call
 */
public record ServiceAccess(
    String source,
    String name,
    boolean readOnly,
    ObjectNode requestParameters,
    @Nullable ObjectNode responseElements,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    Origin origin) {
  /**
   * Origin of a call.
   *
   * @param accessKeyId the access key id of the signature; {@code ANONYMOUS} for an unsigned call
   * @param sourceIp the caller's IP address
   * @param userAgent the user agent, untrusted input; may be empty
   * @param requestId the unique id of the request
   * @param time the start of the call
   */
  public record Origin(
      String accessKeyId, String sourceIp, String userAgent, String requestId, Instant time) {}
}
