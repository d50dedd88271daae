/**
 * One run of an audit: claimed, so that nobody else carries it out; its rows judged, so that each
 * becomes one finding; kept, so that a crash loses and doubles nothing.
 */
@NullMarked
package dev.waybill.audit.run;

import org.jspecify.annotations.NullMarked;
