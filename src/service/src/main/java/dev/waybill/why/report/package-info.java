/** Reports of an object's story: for a terminal, for programs, and as one page for people. */
@NullMarked
package dev.waybill.why.report;

import org.jspecify.annotations.NullMarked;
