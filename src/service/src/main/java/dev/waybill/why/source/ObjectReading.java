package dev.waybill.why.source;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import java.time.Instant;

/**
 * Result of one re-verification of the object.
 *
 * @param cycle the cycle
 * @param at time at which the work on its tile ended
 * @param reader name of the replica
 * @param examination the result
 * @param uri address of the file with the result
 */
public record ObjectReading(
    CycleId cycle, Instant at, String reader, Examination examination, String uri) {}
