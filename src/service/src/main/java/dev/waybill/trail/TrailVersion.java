package dev.waybill.trail;

import java.time.Instant;

/** Version or delete marker of an object in the log bucket. */
public record TrailVersion(
    String key,
    String versionId,
    boolean isLatest,
    boolean isMarker,
    long size,
    Instant modified) {}
