/** Glue's data catalogue: databases and tables. */
@NullMarked
package dev.waybill.localcloud.glue;

import org.jspecify.annotations.NullMarked;
