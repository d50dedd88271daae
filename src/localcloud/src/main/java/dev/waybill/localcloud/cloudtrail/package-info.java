/** CloudTrail's control API: trails, what they select and where they deliver. */
@NullMarked
package dev.waybill.localcloud.cloudtrail;

import org.jspecify.annotations.NullMarked;
