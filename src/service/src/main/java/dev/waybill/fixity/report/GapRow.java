package dev.waybill.fixity.report;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Range of entries of the log whose versions are overdue.
 *
 * @param from index of the first entry
 * @param to index after the last entry
 * @param since time of the last reading of all of them; null when there was none
 * @param reason cause in a few words
 */
public record GapRow(long from, long to, @Nullable Instant since, String reason) {}
