/** Defects that were found outside of the cycle, remembered until they are found mended. */
@NullMarked
package dev.waybill.fixity.watch;

import org.jspecify.annotations.NullMarked;
