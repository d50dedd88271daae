package dev.waybill.fixity.examine;

import java.time.Instant;

/**
 * Version or delete marker in the listing of one key.
 *
 * @param versionId version id
 * @param isMarker true for a delete marker
 * @param size size in bytes; 0 for a delete marker
 * @param lastModified time of the write
 */
public record ListedKeyVersion(
    String versionId, boolean isMarker, long size, Instant lastModified) {}
