package dev.waybill.localcloud.store;

import org.jspecify.annotations.Nullable;

/**
 * What a delete did.
 *
 * @param versionId of the version removed, or of the marker made; null when nothing was there
 * @param deleteMarker whether a marker was made or removed
 */
public record Deleted(@Nullable String versionId, boolean deleteMarker) {}
