package dev.waybill.fixity.report;

import dev.waybill.fixity.FixityCondition;
import java.time.Instant;

/**
 * Open defect of a version.
 *
 * @param condition the condition
 * @param uri the version as a URI; untrusted input
 * @param index index of its entry in the log
 * @param found time at which it was found
 */
public record DefectRow(FixityCondition condition, String uri, long index, Instant found) {}
