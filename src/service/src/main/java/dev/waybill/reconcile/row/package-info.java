/** Rows of the three sources of a reconciliation, and the ports that stream them. */
@NullMarked
package dev.waybill.reconcile.row;

import org.jspecify.annotations.NullMarked;
