package dev.waybill.alert;

import java.time.Instant;

/**
 * End of a finding. The end of an unknown finding changes nothing.
 *
 * @param uid uid of the finding
 * @param rule rule of the finding
 * @param time time at which the end was found
 * @param message reason of the end, one line
 */
public record FindingEnd(String uid, String rule, Instant time, String message) implements Report {}
