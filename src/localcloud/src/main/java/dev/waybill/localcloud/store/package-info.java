/**
 * Durable, versioned object store on plain files: one journal per bucket, content files, and an
 * index in memory.
 */
@NullMarked
package dev.waybill.localcloud.store;

import org.jspecify.annotations.NullMarked;
