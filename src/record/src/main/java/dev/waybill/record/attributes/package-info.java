/** Attributes that a record states about an object version besides its bytes. */
@NullMarked
package dev.waybill.record.attributes;

import org.jspecify.annotations.NullMarked;
