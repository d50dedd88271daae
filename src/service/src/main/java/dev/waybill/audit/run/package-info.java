/**
 * Runs of audits: a replica claims a run, judges the rows of its answer, and stores the findings,
 * so that a crash neither loses nor repeats a finding.
 */
@NullMarked
package dev.waybill.audit.run;

import org.jspecify.annotations.NullMarked;
