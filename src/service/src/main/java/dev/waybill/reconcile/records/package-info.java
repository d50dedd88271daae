/** Join of the records that the log states with the record objects that are there. */
@NullMarked
package dev.waybill.reconcile.records;

import org.jspecify.annotations.NullMarked;
