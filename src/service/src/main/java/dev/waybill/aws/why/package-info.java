/** Sources of an object's story in S3, SQS and Athena. */
@NullMarked
package dev.waybill.aws.why;

import org.jspecify.annotations.NullMarked;
