package dev.waybill.fixity.report;

import java.time.Duration;

/**
 * Policy that was in force in a cycle.
 *
 * @param every promised time between two readings of the bytes of a version
 * @param glance promised time between two looks at its presence
 * @param bytesPerSecond limit for bytes that are read; 0 for none
 * @param requestsPerSecond limit for requests; 0 for none
 * @param dollarsPerDay limit for costs; 0 for none
 */
public record CyclePolicy(
    Duration every,
    Duration glance,
    long bytesPerSecond,
    long requestsPerSecond,
    long dollarsPerDay) {}
