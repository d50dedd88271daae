/** CloudTrail's digest files: their keys, their content, their signatures, and log file digests. */
@NullMarked
package dev.waybill.trail.digest;

import org.jspecify.annotations.NullMarked;
