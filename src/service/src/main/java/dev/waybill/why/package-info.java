/**
 * Story of one object: what every source knows about it, in time order, what cannot be known, and a
 * verdict about its custody.
 */
@NullMarked
package dev.waybill.why;

import org.jspecify.annotations.NullMarked;
