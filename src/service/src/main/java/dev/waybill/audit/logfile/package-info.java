/**
 * Check of CloudTrail's log files before audits query them: a file that Athena cannot read as
 * CloudTrail writes it is left out of the queries, its readable records are judged from a copy, and
 * it is a finding until it is fixed.
 */
@NullMarked
package dev.waybill.audit.logfile;

import org.jspecify.annotations.NullMarked;
