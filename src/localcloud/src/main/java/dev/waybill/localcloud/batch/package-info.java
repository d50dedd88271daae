/** S3 Batch Operations: jobs that compute checksums of stored objects, and their reports. */
@NullMarked
package dev.waybill.localcloud.batch;

import org.jspecify.annotations.NullMarked;
