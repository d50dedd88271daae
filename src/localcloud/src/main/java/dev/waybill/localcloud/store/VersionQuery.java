package dev.waybill.localcloud.store;

import org.jspecify.annotations.Nullable;

/**
 * Query for a page of versions.
 *
 * @param prefix the prefix of the keys
 * @param delimiter the delimiter that ends common prefixes, or null
 * @param keyMarker the last key of the previous page, or empty
 * @param versionIdMarker the last version of the previous page; null after the last version of a
 *     key
 * @param max the maximum number of entries
 */
public record VersionQuery(
    String prefix,
    @Nullable String delimiter,
    String keyMarker,
    @Nullable String versionIdMarker,
    int max) {}
