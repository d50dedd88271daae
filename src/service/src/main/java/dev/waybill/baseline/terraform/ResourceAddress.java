package dev.waybill.baseline.terraform;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Address of a resource in the module, such as {@code aws_sqs_queue.dead_letters}.
 *
 * @param type resource type of the AWS provider
 * @param label name of the resource in the module
 */
record ResourceAddress(String type, String label) {
  private static final Map<String, String> TYPES =
      Map.of(
          "AWS::KMS::Key", "aws_kms_key",
          "AWS::KMS::Alias", "aws_kms_alias",
          "AWS::S3::Bucket", "aws_s3_bucket",
          "AWS::S3::BucketPolicy", "aws_s3_bucket_policy",
          "AWS::SQS::Queue", "aws_sqs_queue",
          "AWS::SQS::QueuePolicy", "aws_sqs_queue_policy",
          "AWS::CloudTrail::Trail", "aws_cloudtrail",
          "AWS::Athena::WorkGroup", "aws_athena_workgroup",
          "AWS::Glue::Database", "aws_glue_catalog_database",
          "AWS::IAM::ManagedPolicy", "aws_iam_policy");
  private static final String TABLE = "AWS::Glue::Table";
  private static final Pattern KIND =
      Pattern.compile("(?<=[a-z])(BucketPolicy|Bucket|Policy|Rights|Table|View|Alias)$");
  private static final Pattern WORD = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  /**
   * Returns the address of a CloudFormation resource.
   *
   * @param id logical id, such as {@code DeadLettersPolicy}
   * @param type such as {@code AWS::SQS::QueuePolicy}
   * @throws IllegalStateException when the type has no translation
   */
  static ResourceAddress of(String id, String type) {
    String terraform = type.equals(TABLE) ? "aws_glue_catalog_table" : TYPES.get(type);
    if (terraform == null) {
      throw new IllegalStateException(id + ": " + type + " has no translation to Terraform");
    }
    String words = WORD.matcher(KIND.matcher(id).replaceFirst("")).replaceAll("_");
    return new ResourceAddress(terraform, words.toLowerCase(Locale.ROOT));
  }

  /** Returns the argument that CloudFormation's {@code Ref} stands for. */
  private String identifier() {
    return switch (type) {
      case "aws_kms_key" -> "key_id";
      case "aws_glue_catalog_database" -> "name";
      default -> "id";
    };
  }

  String reference() {
    return expression(identifier());
  }

  String expression(String attribute) {
    return "${" + this + "." + attribute + "}";
  }

  @Override
  public String toString() {
    return type + "." + label;
  }
}
