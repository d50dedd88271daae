package dev.waybill.alert;

import java.time.Instant;

/**
 * Something is not wrong any more. Where nothing was known to be wrong, it says nothing.
 *
 * @param uid of the finding that has ended
 * @param rule of that finding
 * @param time when that was found
 * @param message why it is over, one line
 */
public record Ended(String uid, String rule, Instant time, String message) implements Report {}
