/** Audits as the settings tune them. */
@NullMarked
package dev.waybill.audit.tuning;

import org.jspecify.annotations.NullMarked;
