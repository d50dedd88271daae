/** Digests of the chunks of a large object, which show the bytes that changed. */
@NullMarked
package dev.waybill.record.chunk;

import org.jspecify.annotations.NullMarked;
