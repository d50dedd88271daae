package dev.waybill.why.source;

import java.time.Instant;

/**
 * Object in the place of a record that is none.
 *
 * @param uri its address
 * @param storedAt time at which S3 stored it
 * @param reason plain words, free of untrusted input
 * @param isWaived true when a person signed that it is to be ignored
 */
public record BadRecord(String uri, Instant storedAt, String reason, boolean isWaived) {}
