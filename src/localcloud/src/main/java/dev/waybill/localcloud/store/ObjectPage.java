package dev.waybill.localcloud.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Page of a listing of current objects.
 *
 * @param objects the objects
 * @param commonPrefixes the common prefixes
 * @param truncated true when more pages follow
 * @param last the last key or common prefix, or null on the last page
 */
public record ObjectPage(
    List<StoredVersion> objects,
    List<String> commonPrefixes,
    boolean truncated,
    @Nullable String last) {}
