/** The beans of the route 50-audit: between its exchanges and the runs of audits. */
@NullMarked
package dev.waybill.camel.audit;

import org.jspecify.annotations.NullMarked;
