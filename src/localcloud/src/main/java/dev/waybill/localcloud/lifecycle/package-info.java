/** Expiration of objects by the lifecycle rules of buckets. */
@NullMarked
package dev.waybill.localcloud.lifecycle;

import org.jspecify.annotations.NullMarked;
