package dev.waybill.localcloud.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of versions, newest first for each key.
 *
 * @param versions versions and markers
 * @param commonPrefixes rolled-up prefixes
 * @param truncated whether more follow
 * @param nextKeyMarker where the next page continues, or null
 * @param nextVersionIdMarker likewise
 */
public record VersionPage(
    List<ListedVersion> versions,
    List<String> commonPrefixes,
    boolean truncated,
    @Nullable String nextKeyMarker,
    @Nullable String nextVersionIdMarker) {}
