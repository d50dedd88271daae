/** Sequence of checks before a start, of which later ones need earlier ones. */
@NullMarked
package dev.waybill.lint.doctor;

import org.jspecify.annotations.NullMarked;
