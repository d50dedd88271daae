/**
 * Reports of S3 Inventory as a source of the objects that are there: the newest report of a
 * configuration, checked against its checksums while it is read.
 */
@NullMarked
package dev.waybill.reconcile.inventory;

import org.jspecify.annotations.NullMarked;
