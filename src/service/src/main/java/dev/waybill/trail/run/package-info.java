/** Runs of the verification of CloudTrail's digest chain. */
@NullMarked
package dev.waybill.trail.run;

import org.jspecify.annotations.NullMarked;
