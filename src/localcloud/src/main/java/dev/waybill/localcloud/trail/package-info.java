/** CloudTrail's data events of the local S3, delivered to a bucket. */
@NullMarked
package dev.waybill.localcloud.trail;

import org.jspecify.annotations.NullMarked;
