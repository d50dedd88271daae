package dev.waybill.localcloud.store;

import org.jspecify.annotations.Nullable;

/**
 * Query for a page of current objects.
 *
 * @param prefix the prefix of the keys
 * @param delimiter the delimiter that ends common prefixes, or null
 * @param after the last key or common prefix of the previous page, or empty
 * @param max the maximum number of entries
 */
public record ObjectQuery(String prefix, @Nullable String delimiter, String after, int max) {}
