/** Verification of a record file and the object's file, without network. */
@NullMarked
package dev.waybill.record.offline;

import org.jspecify.annotations.NullMarked;
