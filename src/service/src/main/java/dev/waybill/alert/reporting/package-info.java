/**
 * Findings of the service about itself, reported even while the store of incidents is unreachable.
 */
@NullMarked
package dev.waybill.alert.reporting;

import org.jspecify.annotations.NullMarked;
