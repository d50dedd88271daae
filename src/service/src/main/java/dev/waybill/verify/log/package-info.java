/**
 * Verification of the log of records for commands: which keys decide, whether the log has a record,
 * and whether its newest checkpoint holds.
 */
@NullMarked
package dev.waybill.verify.log;

import org.jspecify.annotations.NullMarked;
