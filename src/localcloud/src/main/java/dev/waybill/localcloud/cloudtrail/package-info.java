/** Control API of CloudTrail: trails, their event selectors and their destinations. */
@NullMarked
package dev.waybill.localcloud.cloudtrail;

import org.jspecify.annotations.NullMarked;
