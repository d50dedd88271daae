/** Repair of damaged objects from a copy that is proven against their record. */
@NullMarked
package dev.waybill.repair;

import org.jspecify.annotations.NullMarked;
