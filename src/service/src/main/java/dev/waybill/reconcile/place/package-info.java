/**
 * Places: all that the sources know about one object on its way, below the prefix where it arrives
 * and below the one where it is promoted.
 */
@NullMarked
package dev.waybill.reconcile.place;

import org.jspecify.annotations.NullMarked;
