/** One file of an inventory report: compressed rows of untrusted text, read within limits. */
@NullMarked
package dev.waybill.reconcile.inventory.file;

import org.jspecify.annotations.NullMarked;
