/** Files of results: their form, and the store that keeps them. */
@NullMarked
package dev.waybill.fixity.result;

import org.jspecify.annotations.NullMarked;
