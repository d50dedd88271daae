/**
 * Digest stage: hashes a version's bytes as they stream in, or takes the digest that S3 stores.
 *
 * <p>Knows neither Camel nor the AWS SDK; {@link dev.waybill.digest.ObjectHeads} is its port to S3.
 */
@NullMarked
package dev.waybill.digest;

import org.jspecify.annotations.NullMarked;
