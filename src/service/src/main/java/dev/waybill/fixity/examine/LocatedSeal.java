package dev.waybill.fixity.examine;

import dev.waybill.record.log.LogEntry;

/**
 * Entry of a sealed version at its place in the log.
 *
 * @param index index of the entry
 * @param entry the entry, which the newest checkpoint covers
 */
public record LocatedSeal(long index, LogEntry entry) {}
