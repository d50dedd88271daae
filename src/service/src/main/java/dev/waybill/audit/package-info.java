/**
 * What was done to the objects: which span of events each audit judges, and what its rows mean. It
 * asks nobody itself.
 */
@NullMarked
package dev.waybill.audit;

import org.jspecify.annotations.NullMarked;
