/** Values that a record states about one object version. */
@NullMarked
package dev.waybill.record.object;

import org.jspecify.annotations.NullMarked;
