/** Carries out what buckets' lifecycle rules say of expiration. */
@NullMarked
package dev.waybill.localcloud.lifecycle;

import org.jspecify.annotations.NullMarked;
