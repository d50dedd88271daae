package dev.waybill.localcloud.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An open multipart upload.
 *
 * @param key the key it will have
 * @param uploadId its id
 * @param started when it was begun
 * @param headers system metadata by lower-case header name
 * @param metadata user metadata
 * @param tags the tags
 * @param retention or null
 * @param legalHold whether a legal hold is on
 * @param checksumAlgorithm lower case, or null
 * @param checksumType FULL_OBJECT, COMPOSITE or null
 */
public record MultipartUpload(
    String key,
    String uploadId,
    Instant started,
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    @Nullable Retention retention,
    boolean legalHold,
    @Nullable String checksumAlgorithm,
    @Nullable String checksumType) {
  public MultipartUpload {
    headers = Map.copyOf(headers);
    metadata = Map.copyOf(metadata);
    tags = Map.copyOf(tags);
  }
}
