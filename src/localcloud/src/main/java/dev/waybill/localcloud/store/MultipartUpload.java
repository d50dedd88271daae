package dev.waybill.localcloud.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Open multipart upload.
 *
 * @param key the key of the object
 * @param uploadId the id of the upload
 * @param started the start time
 * @param headers the system metadata by lower-case header name
 * @param metadata the user metadata
 * @param tags the tags of the object
 * @param retention the retention, or null
 * @param legalHold true when a legal hold is on
 * @param checksumAlgorithm the checksum algorithm in lower case, or null
 * @param checksumType {@code FULL_OBJECT}, {@code COMPOSITE} or null
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
