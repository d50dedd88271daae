/** Reconciliation as a scheduled task of the leader: findings and signed statements. */
@NullMarked
package dev.waybill.reconcile.daily;

import org.jspecify.annotations.NullMarked;
