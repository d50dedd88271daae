package dev.waybill.fixity.report;

/**
 * Facts about a deployment that its operator states, for the levels of digital preservation.
 *
 * @param isVirusChecked true when all content is checked for viruses
 * @param isRecordCopied true when records are copied to a separate location
 * @param isEventWatched true when events on sealed objects lead to an examination
 * @param isRepaired true when corrupted content is replaced or repaired
 */
public record NdsaFacts(
    boolean isVirusChecked, boolean isRecordCopied, boolean isEventWatched, boolean isRepaired) {}
