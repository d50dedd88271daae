package dev.waybill.fixity.report;

import dev.waybill.fixity.CycleId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Cycle as the report shows it.
 *
 * @param cycle the cycle
 * @param ended time of its statement; null while it runs
 * @param due versions that had to be examined
 * @param reread versions whose bytes were read again and are as sealed
 * @param gaps versions that were neither proven nor found defective
 * @param defects versions with a defect
 */
public record CycleRow(
    CycleId cycle, @Nullable Instant ended, long due, long reread, long gaps, long defects) {}
