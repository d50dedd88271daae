/**
 * Sources of a reconciliation: the listings of both buckets, the log of records, and the answer of
 * a query over CloudTrail's files.
 */
@NullMarked
package dev.waybill.reconcile.source;

import org.jspecify.annotations.NullMarked;
