/**
 * Desired state of the AWS account: checked, applied and printed. Besides {@code dev.waybill.aws}
 * this is the one package that speaks to the SDK, because AWS's configuration is its subject.
 */
@NullMarked
package dev.waybill.baseline;

import org.jspecify.annotations.NullMarked;
