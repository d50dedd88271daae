/**
 * Plan of re-verification: when each tile of the log is due, how fast work is given out, what was
 * covered, and whether the promise holds. Its state is a few small objects in the provenance
 * bucket, which the leader replaces by compare-and-set.
 */
@NullMarked
package dev.waybill.fixity.plan;

import org.jspecify.annotations.NullMarked;
