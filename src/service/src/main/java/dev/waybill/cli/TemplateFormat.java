package dev.waybill.cli;

/** Format of the printed baseline. */
public enum TemplateFormat {
  /** AWS CloudFormation template in JSON. */
  cloudformation,
  /** Terraform module in Terraform's JSON syntax. */
  terraform
}
