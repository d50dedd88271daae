/** The desired state as a Terraform module, translated from the AWS CloudFormation template. */
@NullMarked
package dev.waybill.baseline.terraform;

import org.jspecify.annotations.NullMarked;
