package dev.waybill.localcloud.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version that is to be put.
 *
 * @param key the key
 * @param content its bytes, staged in the same bucket
 * @param eTag without quotes
 * @param checksums base64 by lower-case algorithm
 * @param checksumType FULL_OBJECT, COMPOSITE or null
 * @param headers system metadata by lower-case header name
 * @param metadata user metadata by lower-case name
 * @param tags the tags
 * @param retention or null
 * @param legalHold whether a legal hold is on
 */
public record NewVersion(
    String key,
    StagedContent content,
    String eTag,
    Map<String, String> checksums,
    @Nullable String checksumType,
    Map<String, String> headers,
    Map<String, String> metadata,
    Map<String, String> tags,
    @Nullable Retention retention,
    boolean legalHold) {}
