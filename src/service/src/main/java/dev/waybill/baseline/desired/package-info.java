/** What should be there, as functions of a deployment: policies, rules, selectors, rights. */
@NullMarked
package dev.waybill.baseline.desired;

import org.jspecify.annotations.NullMarked;
