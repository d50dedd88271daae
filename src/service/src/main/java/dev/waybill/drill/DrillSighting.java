package dev.waybill.drill;

import java.time.Instant;

/**
 * Finding about the altered object of a drill.
 *
 * @param at time of the finding
 * @param rule rule of the finding, such as {@code fixity-hidden}
 */
public record DrillSighting(Instant at, String rule) {}
