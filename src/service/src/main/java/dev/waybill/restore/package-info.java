/** Rebuilding of a lost provenance bucket from a copy that the signed log proves. */
@NullMarked
package dev.waybill.restore;

import org.jspecify.annotations.NullMarked;
