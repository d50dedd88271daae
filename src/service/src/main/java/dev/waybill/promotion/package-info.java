/**
 * Promotion stage: plans copies, judges them, decides precedence between versions, and releases the
 * source for deletion.
 *
 * <p>Knows neither Camel nor the AWS SDK. {@link dev.waybill.promotion.BucketObjects} and {@link
 * dev.waybill.promotion.ObjectCopier} are its ports to S3.
 */
@NullMarked
package dev.waybill.promotion;

import org.jspecify.annotations.NullMarked;
