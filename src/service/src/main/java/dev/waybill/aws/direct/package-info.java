/**
 * Direct S3 calls: the few frequent calls of each object are signed and sent without the SDK's
 * pipeline. The SDK makes unusual calls and repeats failed ones.
 */
@NullMarked
package dev.waybill.aws.direct;

import org.jspecify.annotations.NullMarked;
