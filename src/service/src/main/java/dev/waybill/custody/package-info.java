/** Findings about objects whose custody failed for good. */
@NullMarked
package dev.waybill.custody;

import org.jspecify.annotations.NullMarked;
