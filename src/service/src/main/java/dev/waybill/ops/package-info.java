/** Observation of the service, without the ability to act: metrics, health and their port. */
@NullMarked
package dev.waybill.ops;

import org.jspecify.annotations.NullMarked;
