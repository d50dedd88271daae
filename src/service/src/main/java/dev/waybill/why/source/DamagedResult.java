package dev.waybill.why.source;

import dev.waybill.fixity.CycleId;

/**
 * File in the place of a result that cannot be read.
 *
 * @param cycle the cycle
 * @param uri address of the file
 * @param reason plain words, free of untrusted input
 */
public record DamagedResult(CycleId cycle, String uri, String reason) {}
