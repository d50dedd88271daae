/** Controls: how each is read, and how it is mended. */
@NullMarked
package dev.waybill.baseline.control;

import org.jspecify.annotations.NullMarked;
