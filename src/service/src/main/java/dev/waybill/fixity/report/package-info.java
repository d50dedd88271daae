/** Signed statements over cycles of re-verification, and the report for auditors. */
@NullMarked
package dev.waybill.fixity.report;

import org.jspecify.annotations.NullMarked;
