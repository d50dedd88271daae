package dev.waybill.why.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Version or delete marker of a key, as S3 lists it.
 *
 * @param key the key
 * @param versionId its version id
 * @param isCurrent true for the current one of its key
 * @param isMarker true for a delete marker
 * @param size size in bytes; 0 for a delete marker
 * @param lastModified time of the write
 * @param checksum SHA-256 that S3 computed, in S3's notation; empty when S3 states none; null when
 *     it is not known
 */
public record StoredKeyVersion(
    String key,
    String versionId,
    boolean isCurrent,
    boolean isMarker,
    long size,
    Instant lastModified,
    @Nullable String checksum) {}
