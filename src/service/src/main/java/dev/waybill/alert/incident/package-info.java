/**
 * Incidents: one for each thing that is wrong, from its first report to its end, in a store that
 * replicas share; which events are due, and which have been delivered.
 */
@NullMarked
package dev.waybill.alert.incident;

import org.jspecify.annotations.NullMarked;
