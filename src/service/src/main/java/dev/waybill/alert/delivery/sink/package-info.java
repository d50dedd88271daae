/** Sinks of this process (log, file, mail) and the catalogue of all sinks that are configured. */
@NullMarked
package dev.waybill.alert.delivery.sink;

import org.jspecify.annotations.NullMarked;
