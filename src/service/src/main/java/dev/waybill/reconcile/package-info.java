/**
 * Reconciliation: objects that are there, records that were sealed and events that were logged are
 * joined by version. Each version gets exactly one verdict, and the counts add up to one equation.
 */
@NullMarked
package dev.waybill.reconcile;

import org.jspecify.annotations.NullMarked;
