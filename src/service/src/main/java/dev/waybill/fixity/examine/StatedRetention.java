package dev.waybill.fixity.examine;

import java.time.Instant;

/**
 * Retention of a version as S3 states it.
 *
 * @param mode Object Lock mode
 * @param until time until which the version is retained
 */
public record StatedRetention(String mode, Instant until) {}
