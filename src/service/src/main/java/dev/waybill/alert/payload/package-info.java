/** Payloads of an alert event for each receiving service. Pure: this package sends nothing. */
@NullMarked
package dev.waybill.alert.payload;

import org.jspecify.annotations.NullMarked;
