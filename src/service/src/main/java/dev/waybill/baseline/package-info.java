/**
 * Desired state of the AWS account: checked, applied and printed. Only this package and {@code
 * dev.waybill.aws} call the AWS SDK; this one does because it configures AWS.
 */
@NullMarked
package dev.waybill.baseline;

import org.jspecify.annotations.NullMarked;
