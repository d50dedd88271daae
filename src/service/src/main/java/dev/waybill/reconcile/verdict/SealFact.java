package dev.waybill.reconcile.verdict;

import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import org.jspecify.annotations.Nullable;

/**
 * Seal of a version.
 *
 * @param row the entry of the log
 * @param isCopy true when the version is a promoted copy of the sealed one
 * @param isCopyMissing true when no source knows a copy of the sealed version, which is not there
 * @param isRecordGone true when the record is not there
 * @param recordGoneBy event that removed the record; null when none is known
 */
public record SealFact(
    SealedRow row,
    boolean isCopy,
    boolean isCopyMissing,
    boolean isRecordGone,
    @Nullable EventRow recordGoneBy) {}
