/**
 * Evidence of when the log had a size and a root: anchors, which CloudTrail dates, and timestamps
 * of an authority (RFC 3161); and the tables, which state the entries of complete ranges again.
 */
@NullMarked
package dev.waybill.log.time;

import org.jspecify.annotations.NullMarked;
