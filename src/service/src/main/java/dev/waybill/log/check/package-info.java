/**
 * Watching of the log of records: compares entries, tiles, checkpoints and records with one another
 * and with what was seen before, and turns each difference into a finding.
 */
@NullMarked
package dev.waybill.log.check;

import org.jspecify.annotations.NullMarked;
