/** Beans of the alert routes: incidents of {@code 60-alert}, routing and delivery to sinks. */
@NullMarked
package dev.waybill.camel.alert;

import org.jspecify.annotations.NullMarked;
