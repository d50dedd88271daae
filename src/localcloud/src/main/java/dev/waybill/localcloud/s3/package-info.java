/** S3's REST API on top of the object store. */
@NullMarked
package dev.waybill.localcloud.s3;

import org.jspecify.annotations.NullMarked;
