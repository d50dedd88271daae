/**
 * External merge sort: rows in any order become rows in the order of their bytes, in bounded memory
 * and temporary files.
 */
@NullMarked
package dev.waybill.reconcile.join;

import org.jspecify.annotations.NullMarked;
