/** Controls of the baseline, with the operations that read and fix them. */
@NullMarked
package dev.waybill.baseline.control;

import org.jspecify.annotations.NullMarked;
