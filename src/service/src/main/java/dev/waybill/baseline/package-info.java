/** What must exist before the first object lands. */
@NullMarked
package dev.waybill.baseline;

import org.jspecify.annotations.NullMarked;
