/**
 * What to copy where, how a copy is judged, which version wins, and when the source may go.
 * Decides; asks nobody.
 */
@NullMarked
package dev.waybill.promotion;

import org.jspecify.annotations.NullMarked;
