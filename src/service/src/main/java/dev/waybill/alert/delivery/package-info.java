/**
 * Delivery of alert events to sinks: order within an incident, retries, undelivered events, and the
 * ports that sinks and stores implement.
 */
@NullMarked
package dev.waybill.alert.delivery;

import org.jspecify.annotations.NullMarked;
