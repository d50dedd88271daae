/** Bean of the route {@code 50-audit}, which connects its exchanges to the runs of audits. */
@NullMarked
package dev.waybill.camel.audit;

import org.jspecify.annotations.NullMarked;
