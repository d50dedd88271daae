/** Keys that may sign records, and the times within which their records are trusted. */
@NullMarked
package dev.waybill.record.trust;

import org.jspecify.annotations.NullMarked;
