/**
 * Fixity: everything sealed is examined again, within a promised time. A unit of work is one range
 * of the log of records; its result is an object that is written once.
 */
@NullMarked
package dev.waybill.fixity;

import org.jspecify.annotations.NullMarked;
