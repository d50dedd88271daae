package dev.waybill.localcloud.s3;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call, as an access log needs it.
 *
 * @param operation as CloudTrail names it, such as {@code PutObject}
 * @param bucket or empty
 * @param key or empty; foreign text
 * @param versionId asked for, or null
 * @param requestParameters other headers of interest
 * @param responseElements headers of the answer of interest
 * @param accessKeyId or {@code ANONYMOUS}
 * @param authMethod {@code AuthHeader}, {@code QueryString} or empty
 * @param status HTTP status
 * @param errorCode or null
 * @param errorMessage or null; may repeat foreign text
 * @param requestId unique
 * @param bytesIn of the body
 * @param bytesOut of the answer
 * @param sourceIp the caller's address
 * @param userAgent foreign text, or empty
 * @param time when it began
 * @param source what is copied, or null
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
  /** An object that is copied from. */
  public record Source(String bucket, String key) {}
}
