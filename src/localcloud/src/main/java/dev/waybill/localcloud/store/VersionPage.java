package dev.waybill.localcloud.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Page of a listing of versions, newest first within each key.
 *
 * @param versions the versions and delete markers
 * @param commonPrefixes the common prefixes
 * @param truncated true when more pages follow
 * @param nextKeyMarker the key marker of the next page, or null
 * @param nextVersionIdMarker the version id marker of the next page, or null
 */
public record VersionPage(
    List<ListedVersion> versions,
    List<String> commonPrefixes,
    boolean truncated,
    @Nullable String nextKeyMarker,
    @Nullable String nextVersionIdMarker) {}
