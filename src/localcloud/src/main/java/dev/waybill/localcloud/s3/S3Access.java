package dev.waybill.localcloud.s3;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Description of a call for the access log.
 *
 * @param operation the CloudTrail name of the operation, such as {@code PutObject}
 * @param bucket the bucket, or empty
 * @param key the key, or empty; untrusted input
 * @param versionId the requested version id, or null
 * @param requestParameters other recorded request headers and parameters
 * @param responseElements the recorded response headers
 * @param accessKeyId the access key id, or {@code ANONYMOUS}
 * @param authMethod {@code AuthHeader}, {@code QueryString} or empty
 * @param status the HTTP status
 * @param errorCode the error code, or null
 * @param errorMessage the error message, or null; may contain untrusted input
 * @param requestId the unique id of the request
 * @param bytesIn the size of the request body in bytes
 * @param bytesOut the size of the response body in bytes
 * @param sourceIp the address of the caller
 * @param userAgent the user agent, or empty; untrusted input
 * @param time the start of the call
 * @param source the source of a copy, or null
 */
public record S3Access(
    String operation,
    String bucket,
    String key,
    @Nullable String versionId,
    Map<String, String> requestParameters,
    Map<String, String> responseElements,
    String accessKeyId,
    String authMethod,
    int status,
    @Nullable String errorCode,
    @Nullable String errorMessage,
    String requestId,
    long bytesIn,
    long bytesOut,
    String sourceIp,
    String userAgent,
    Instant time,
    @Nullable Source source) {
  /** Source object of a copy. */
  public record Source(String bucket, String key) {}
}
