package dev.waybill.status;

import dev.waybill.log.cosign.WitnessStanding;
import java.time.Instant;
import java.util.List;

/**
 * Log of records and its witnesses.
 *
 * @param size number of entries of the published tree
 * @param publishedAt time at which the store received its checkpoint
 * @param role role of this replica
 * @param witnesses standings of the witnesses
 */
public record LogStatus(
    long size, Instant publishedAt, String role, StatusPart<List<WitnessStanding>> witnesses) {}
