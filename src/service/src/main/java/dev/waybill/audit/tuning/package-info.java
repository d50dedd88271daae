/** Audits of the catalogue, tuned by the settings. */
@NullMarked
package dev.waybill.audit.tuning;

import org.jspecify.annotations.NullMarked;
