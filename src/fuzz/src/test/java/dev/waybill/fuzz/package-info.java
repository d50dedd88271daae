/** Fuzz targets of the code that reads untrusted input. */
@NullMarked
package dev.waybill.fuzz;

import org.jspecify.annotations.NullMarked;
