package dev.waybill.reconcile;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Version as an example of its verdict. All text except the verdict and the detail is untrusted.
 *
 * @param verdict the verdict
 * @param key key of the version
 * @param versionId version id; null for failed calls that state no version
 * @param size size in bytes; -1 when unknown
 * @param recordKey key of the record in the provenance bucket; null when nothing was sealed
 * @param by principal of the event that decided; null when no event did
 * @param event name of that event; null when no event decided
 * @param requestId id of that request; null when no event decided
 * @param when time of that event, otherwise of the write or of the seal
 * @param detail plain sentence about this version
 */
public record ReconcileExample(
    ReconcileVerdict verdict,
    String key,
    @Nullable String versionId,
    long size,
    @Nullable String recordKey,
    @Nullable String by,
    @Nullable String event,
    @Nullable String requestId,
    Instant when,
    String detail) {}
