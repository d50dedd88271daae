/** The scripts of {@code sql/schema}, and what the Glue catalogue keeps of them. */
@NullMarked
package dev.waybill.baseline.schema;

import org.jspecify.annotations.NullMarked;
