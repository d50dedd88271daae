package dev.waybill.record;

import java.time.Instant;

/**
 * Record as the store holds it.
 *
 * @param bytes the record, as it was written
 * @param storedAt time at which the store received the record, by the store's own clock
 */
public record StoredRecord(byte[] bytes, Instant storedAt) {}
