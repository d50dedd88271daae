/** Service, local cloud and demo on one machine, for trying Waybill. */
@NullMarked
package dev.waybill.local;

import org.jspecify.annotations.NullMarked;
