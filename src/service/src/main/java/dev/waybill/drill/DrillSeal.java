package dev.waybill.drill;

import dev.waybill.record.object.Sha256;

/**
 * Entry of the log for the object of a drill.
 *
 * @param index index of the entry
 * @param recordKey key of the record in the provenance bucket
 * @param recordSha256 digest of the record's object
 */
public record DrillSeal(long index, String recordKey, Sha256 recordSha256) {}
