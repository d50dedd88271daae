/** The desired state as an AWS CloudFormation template. */
@NullMarked
package dev.waybill.baseline.template;

import org.jspecify.annotations.NullMarked;
