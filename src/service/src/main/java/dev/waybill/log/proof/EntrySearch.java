package dev.waybill.log.proof;

import java.util.Optional;

/**
 * Result of the search for an entry.
 *
 * @param entry the entry; one that states something else about the record when there is no other
 * @param bundlesRead number of bundles that were read
 * @param unreadable number of bundles among them that are missing or damaged
 * @param isComplete false when the entry may be in a part of the log that was not read
 */
public record EntrySearch(
    Optional<LocatedEntry> entry, long bundlesRead, long unreadable, boolean isComplete) {}
