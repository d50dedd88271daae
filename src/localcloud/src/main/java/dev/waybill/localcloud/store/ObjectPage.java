package dev.waybill.localcloud.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param objects current objects
 * @param commonPrefixes rolled-up prefixes
 * @param truncated whether more follow
 * @param last where the next page continues, or null
 */
public record ObjectPage(
    List<StoredVersion> objects,
    List<String> commonPrefixes,
    boolean truncated,
    @Nullable String last) {}
