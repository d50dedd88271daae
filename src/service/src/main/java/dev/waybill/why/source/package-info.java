/**
 * Sources of an object's story, each behind a port or a store that exists: versions, records, the
 * log, results of re-verification, incidents, statements, CloudTrail and dead letters. Everything
 * that is read is untrusted input.
 */
@NullMarked
package dev.waybill.why.source;

import org.jspecify.annotations.NullMarked;
