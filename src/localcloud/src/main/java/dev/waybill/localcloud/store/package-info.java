/**
 * A durable, versioned object store on plain files: content in files, one journal a bucket, the
 * index in memory.
 */
@NullMarked
package dev.waybill.localcloud.store;

import org.jspecify.annotations.NullMarked;
