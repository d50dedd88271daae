/**
 * The few calls of S3 and SQS that every object needs, signed and sent without the SDK's pipeline,
 * and given to the SDK whenever anything is unusual.
 */
@NullMarked
package dev.waybill.aws.direct;

import org.jspecify.annotations.NullMarked;
