/** Desired state as functions of a deployment: policies, rules, selectors, permissions. */
@NullMarked
package dev.waybill.baseline.desired;

import org.jspecify.annotations.NullMarked;
