/** Reconciliation by SQL: its statements, and the files that they read. */
@NullMarked
package dev.waybill.reconcile.athena;

import org.jspecify.annotations.NullMarked;
