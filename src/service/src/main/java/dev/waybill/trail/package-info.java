/**
 * Verification of CloudTrail's digest chain: the files and keys that it reads, the faults that it
 * names, and its result.
 */
@NullMarked
package dev.waybill.trail;

import org.jspecify.annotations.NullMarked;
