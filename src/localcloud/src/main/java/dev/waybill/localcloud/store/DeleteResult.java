package dev.waybill.localcloud.store;

import org.jspecify.annotations.Nullable;

/**
 * Result of a delete.
 *
 * @param versionId the id of the deleted version or of the new marker; null when there was none
 * @param deleteMarker true when a marker was created or deleted
 */
public record DeleteResult(@Nullable String versionId, boolean deleteMarker) {}
