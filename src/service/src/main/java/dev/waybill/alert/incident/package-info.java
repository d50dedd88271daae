/**
 * One thing that is wrong is one incident: kept durably, told when it begins, goes on and ends.
 * What is wrong, and who is told, is decided elsewhere.
 */
@NullMarked
package dev.waybill.alert.incident;

import org.jspecify.annotations.NullMarked;
