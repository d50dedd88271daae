/** Scripts of {@code sql/schema} and their entries in the Glue catalogue. */
@NullMarked
package dev.waybill.baseline.schema;

import org.jspecify.annotations.NullMarked;
