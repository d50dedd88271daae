/** Reports of a reconciliation, as text, JSON and HTML. */
@NullMarked
package dev.waybill.reconcile.report;

import org.jspecify.annotations.NullMarked;
