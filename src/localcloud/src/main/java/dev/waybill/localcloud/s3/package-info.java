/** S3's REST API over the object store. */
@NullMarked
package dev.waybill.localcloud.s3;

import org.jspecify.annotations.NullMarked;
