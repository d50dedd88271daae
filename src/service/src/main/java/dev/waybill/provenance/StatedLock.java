package dev.waybill.provenance;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Retention of an object of the provenance bucket, as S3 stated it with the object.
 *
 * @param key key of the object
 * @param versionId id of the version; null when the bucket has no versions
 * @param mode Object Lock mode; null when S3 stated none
 * @param until end of the retention; null when S3 stated none
 */
public record StatedLock(
    String key, @Nullable String versionId, @Nullable String mode, @Nullable Instant until) {}
