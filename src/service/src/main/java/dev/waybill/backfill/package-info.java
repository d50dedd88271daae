/**
 * Backfill: seals what was there before Waybill. The leader lists it in ranges of keys, stores
 * units of versions, and hands them out by a queue; any replica seals a unit and stores one result.
 * The plan with its watermarks is replaced by compare-and-set, so that an end at any step loses
 * nothing.
 */
@NullMarked
package dev.waybill.backfill;

import org.jspecify.annotations.NullMarked;
