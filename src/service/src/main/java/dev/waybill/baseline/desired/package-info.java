/**
 * Desired state as functions of a deployment: policies, lifecycle rules, selectors and permissions.
 */
@NullMarked
package dev.waybill.baseline.desired;

import org.jspecify.annotations.NullMarked;
