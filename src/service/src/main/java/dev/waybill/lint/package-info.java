/** Findings of the checks before a start, and their order and differences of files. */
@NullMarked
package dev.waybill.lint;

import org.jspecify.annotations.NullMarked;
