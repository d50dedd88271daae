/** Streaming digests: every byte once, nothing kept. */
@NullMarked
package dev.waybill.digest;

import org.jspecify.annotations.NullMarked;
