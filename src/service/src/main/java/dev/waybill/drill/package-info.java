/**
 * Drills: a sealed object of the service's own is really altered, and detection has to find it
 * within its time. The result is a signed statement and an entry of the log, a late one an alert.
 */
@NullMarked
package dev.waybill.drill;

import org.jspecify.annotations.NullMarked;
