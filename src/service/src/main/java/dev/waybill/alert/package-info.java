/** What somebody has to look at, as an event that other tools understand. It decides nothing. */
@NullMarked
package dev.waybill.alert;

import org.jspecify.annotations.NullMarked;
