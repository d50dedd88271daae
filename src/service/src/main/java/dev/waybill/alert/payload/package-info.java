/** An alert event in the words of each service that it is told to. Pure: it sends nothing. */
@NullMarked
package dev.waybill.alert.payload;

import org.jspecify.annotations.NullMarked;
