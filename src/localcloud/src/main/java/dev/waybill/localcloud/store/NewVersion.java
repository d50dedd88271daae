package dev.waybill.localcloud.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Version to be stored.
 *
 * @param key the key of the object
 * @param content the content, staged in the same bucket
 * @param eTag the eTag without quotes
 * @param checksums the Base64 checksums by lower-case algorithm
 * @param checksumType {@code FULL_OBJECT}, {@code COMPOSITE} or null
 * @param headers the system metadata by lower-case header name
 * @param metadata the user metadata by lower-case name
 * @param tags the tags of the object
 * @param retention the retention, or null
 * @param legalHold true when a legal hold is on
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
