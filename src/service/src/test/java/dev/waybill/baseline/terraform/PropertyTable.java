package dev.waybill.baseline.terraform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Correspondence of CloudFormation's properties and the AWS provider's arguments, written by hand
 * from the references of both. A line has the type and the path in CloudFormation, then the type
 * and the path in Terraform; {@code []} stands for an index, and a final {@code *} for any key of a
 * map.
 */
final class PropertyTable {
  private static final String TABLE =
      """
      AWS::KMS::Key Description | aws_kms_key description
      AWS::KMS::Key EnableKeyRotation | aws_kms_key enable_key_rotation
      AWS::KMS::Key KeySpec | aws_kms_key customer_master_key_spec
      AWS::KMS::Key KeyUsage | aws_kms_key key_usage
      AWS::KMS::Key KeyPolicy | aws_kms_key policy
      AWS::KMS::Key Retained | aws_kms_key lifecycle.prevent_destroy
      AWS::KMS::Alias AliasName | aws_kms_alias name
      AWS::KMS::Alias TargetKeyId | aws_kms_alias target_key_id
      AWS::S3::Bucket BucketName | aws_s3_bucket bucket
      AWS::S3::Bucket ObjectLockEnabled | aws_s3_bucket object_lock_enabled
      AWS::S3::Bucket Retained | aws_s3_bucket lifecycle.prevent_destroy
      AWS::S3::Bucket PublicAccessBlockConfiguration.BlockPublicAcls | aws_s3_bucket_public_access_block block_public_acls
      AWS::S3::Bucket PublicAccessBlockConfiguration.IgnorePublicAcls | aws_s3_bucket_public_access_block ignore_public_acls
      AWS::S3::Bucket PublicAccessBlockConfiguration.BlockPublicPolicy | aws_s3_bucket_public_access_block block_public_policy
      AWS::S3::Bucket PublicAccessBlockConfiguration.RestrictPublicBuckets | aws_s3_bucket_public_access_block restrict_public_buckets
      AWS::S3::Bucket OwnershipControls.Rules[].ObjectOwnership | aws_s3_bucket_ownership_controls rule[].object_ownership
      AWS::S3::Bucket BucketEncryption.ServerSideEncryptionConfiguration[].BucketKeyEnabled | aws_s3_bucket_server_side_encryption_configuration rule[].bucket_key_enabled
      AWS::S3::Bucket BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.SSEAlgorithm | aws_s3_bucket_server_side_encryption_configuration rule[].apply_server_side_encryption_by_default.sse_algorithm
      AWS::S3::Bucket BucketEncryption.ServerSideEncryptionConfiguration[].ServerSideEncryptionByDefault.KMSMasterKeyID | aws_s3_bucket_server_side_encryption_configuration rule[].apply_server_side_encryption_by_default.kms_master_key_id
      AWS::S3::Bucket VersioningConfiguration.Status | aws_s3_bucket_versioning versioning_configuration.status
      AWS::S3::Bucket ObjectLockConfiguration.ObjectLockEnabled | aws_s3_bucket_object_lock_configuration object_lock_enabled
      AWS::S3::Bucket ObjectLockConfiguration.Rule.DefaultRetention.Mode | aws_s3_bucket_object_lock_configuration rule.default_retention.mode
      AWS::S3::Bucket ObjectLockConfiguration.Rule.DefaultRetention.Days | aws_s3_bucket_object_lock_configuration rule.default_retention.days
      AWS::S3::Bucket LifecycleConfiguration.AfterVersioning[] | aws_s3_bucket_lifecycle_configuration depends_on[]
      AWS::S3::Bucket LifecycleConfiguration.Rules[].Id | aws_s3_bucket_lifecycle_configuration rule[].id
      AWS::S3::Bucket LifecycleConfiguration.Rules[].Status | aws_s3_bucket_lifecycle_configuration rule[].status
      AWS::S3::Bucket LifecycleConfiguration.Rules[].Prefix | aws_s3_bucket_lifecycle_configuration rule[].filter.prefix
      AWS::S3::Bucket LifecycleConfiguration.Rules[].And.Prefix | aws_s3_bucket_lifecycle_configuration rule[].filter.and.prefix
      AWS::S3::Bucket LifecycleConfiguration.Rules[].And.Tags.* | aws_s3_bucket_lifecycle_configuration rule[].filter.and.tags.*
      AWS::S3::Bucket LifecycleConfiguration.Rules[].AbortIncompleteMultipartUpload.DaysAfterInitiation | aws_s3_bucket_lifecycle_configuration rule[].abort_incomplete_multipart_upload.days_after_initiation
      AWS::S3::Bucket LifecycleConfiguration.Rules[].ExpirationInDays | aws_s3_bucket_lifecycle_configuration rule[].expiration.days
      AWS::S3::Bucket LifecycleConfiguration.Rules[].ExpiredObjectDeleteMarker | aws_s3_bucket_lifecycle_configuration rule[].expiration.expired_object_delete_marker
      AWS::S3::Bucket LifecycleConfiguration.Rules[].NoncurrentVersionExpiration.NoncurrentDays | aws_s3_bucket_lifecycle_configuration rule[].noncurrent_version_expiration.noncurrent_days
      AWS::S3::Bucket LifecycleConfiguration.Rules[].NoncurrentVersionTransitions[].StorageClass | aws_s3_bucket_lifecycle_configuration rule[].noncurrent_version_transition[].storage_class
      AWS::S3::Bucket LifecycleConfiguration.Rules[].NoncurrentVersionTransitions[].TransitionInDays | aws_s3_bucket_lifecycle_configuration rule[].noncurrent_version_transition[].noncurrent_days
      AWS::S3::Bucket NotificationConfiguration.QueueConfigurations[].Event[] | aws_s3_bucket_notification queue[].events[]
      AWS::S3::Bucket NotificationConfiguration.QueueConfigurations[].Queue | aws_s3_bucket_notification queue[].queue_arn
      AWS::S3::Bucket NotificationConfiguration.QueueConfigurations[].Prefix | aws_s3_bucket_notification queue[].filter_prefix
      AWS::S3::Bucket DependsOn[] | aws_s3_bucket_notification depends_on[]
      AWS::S3::BucketPolicy Bucket | aws_s3_bucket_policy bucket
      AWS::S3::BucketPolicy PolicyDocument | aws_s3_bucket_policy policy
      AWS::SQS::Queue QueueName | aws_sqs_queue name
      AWS::SQS::Queue SqsManagedSseEnabled | aws_sqs_queue sqs_managed_sse_enabled
      AWS::SQS::Queue MessageRetentionPeriod | aws_sqs_queue message_retention_seconds
      AWS::SQS::Queue VisibilityTimeout | aws_sqs_queue visibility_timeout_seconds
      AWS::SQS::Queue RedrivePolicy.deadLetterTargetArn | aws_sqs_queue redrive_policy.deadLetterTargetArn
      AWS::SQS::Queue RedrivePolicy.maxReceiveCount | aws_sqs_queue redrive_policy.maxReceiveCount
      AWS::SQS::Queue Retained | aws_sqs_queue lifecycle.prevent_destroy
      AWS::SQS::QueuePolicy Queue | aws_sqs_queue_policy queue_url
      AWS::SQS::QueuePolicy PolicyDocument | aws_sqs_queue_policy policy
      AWS::CloudTrail::Trail TrailName | aws_cloudtrail name
      AWS::CloudTrail::Trail KMSKeyId | aws_cloudtrail kms_key_id
      AWS::CloudTrail::Trail S3BucketName | aws_cloudtrail s3_bucket_name
      AWS::CloudTrail::Trail IsLogging | aws_cloudtrail enable_logging
      AWS::CloudTrail::Trail IsMultiRegionTrail | aws_cloudtrail is_multi_region_trail
      AWS::CloudTrail::Trail IncludeGlobalServiceEvents | aws_cloudtrail include_global_service_events
      AWS::CloudTrail::Trail EnableLogFileValidation | aws_cloudtrail enable_log_file_validation
      AWS::CloudTrail::Trail AdvancedEventSelectors[].Name | aws_cloudtrail advanced_event_selector[].name
      AWS::CloudTrail::Trail AdvancedEventSelectors[].FieldSelectors[].Field | aws_cloudtrail advanced_event_selector[].field_selector[].field
      AWS::CloudTrail::Trail AdvancedEventSelectors[].FieldSelectors[].Equals[] | aws_cloudtrail advanced_event_selector[].field_selector[].equals[]
      AWS::CloudTrail::Trail AdvancedEventSelectors[].FieldSelectors[].StartsWith[] | aws_cloudtrail advanced_event_selector[].field_selector[].starts_with[]
      AWS::CloudTrail::Trail DependsOn[] | aws_cloudtrail depends_on[]
      AWS::Athena::WorkGroup Name | aws_athena_workgroup name
      AWS::Athena::WorkGroup Description | aws_athena_workgroup description
      AWS::Athena::WorkGroup WorkGroupConfiguration.EnforceWorkGroupConfiguration | aws_athena_workgroup configuration.enforce_workgroup_configuration
      AWS::Athena::WorkGroup WorkGroupConfiguration.PublishCloudWatchMetricsEnabled | aws_athena_workgroup configuration.publish_cloudwatch_metrics_enabled
      AWS::Athena::WorkGroup WorkGroupConfiguration.BytesScannedCutoffPerQuery | aws_athena_workgroup configuration.bytes_scanned_cutoff_per_query
      AWS::Athena::WorkGroup WorkGroupConfiguration.ResultConfiguration.OutputLocation | aws_athena_workgroup configuration.result_configuration.output_location
      AWS::Athena::WorkGroup WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.EncryptionOption | aws_athena_workgroup configuration.result_configuration.encryption_configuration.encryption_option
      AWS::Athena::WorkGroup WorkGroupConfiguration.ResultConfiguration.EncryptionConfiguration.KmsKey | aws_athena_workgroup configuration.result_configuration.encryption_configuration.kms_key_arn
      AWS::Glue::Database CatalogId | aws_glue_catalog_database catalog_id
      AWS::Glue::Database DatabaseInput.Name | aws_glue_catalog_database name
      AWS::Glue::Table CatalogId | aws_glue_catalog_table catalog_id
      AWS::Glue::Table DatabaseName | aws_glue_catalog_table database_name
      AWS::Glue::Table TableInput.Name | aws_glue_catalog_table name
      AWS::Glue::Table TableInput.TableType | aws_glue_catalog_table table_type
      AWS::Glue::Table TableInput.Parameters.* | aws_glue_catalog_table parameters.*
      AWS::Glue::Table TableInput.ViewOriginalText | aws_glue_catalog_table view_original_text
      AWS::Glue::Table TableInput.ViewExpandedText | aws_glue_catalog_table view_expanded_text
      AWS::Glue::Table TableInput.PartitionKeys[].Name | aws_glue_catalog_table partition_keys[].name
      AWS::Glue::Table TableInput.PartitionKeys[].Type | aws_glue_catalog_table partition_keys[].type
      AWS::Glue::Table TableInput.StorageDescriptor.Columns[].Name | aws_glue_catalog_table storage_descriptor.columns[].name
      AWS::Glue::Table TableInput.StorageDescriptor.Columns[].Type | aws_glue_catalog_table storage_descriptor.columns[].type
      AWS::Glue::Table TableInput.StorageDescriptor.Location | aws_glue_catalog_table storage_descriptor.location
      AWS::Glue::Table TableInput.StorageDescriptor.InputFormat | aws_glue_catalog_table storage_descriptor.input_format
      AWS::Glue::Table TableInput.StorageDescriptor.OutputFormat | aws_glue_catalog_table storage_descriptor.output_format
      AWS::Glue::Table TableInput.StorageDescriptor.SerdeInfo.SerializationLibrary | aws_glue_catalog_table storage_descriptor.ser_de_info.serialization_library
      AWS::Glue::Table TableInput.StorageDescriptor.SerdeInfo.Parameters.* | aws_glue_catalog_table storage_descriptor.ser_de_info.parameters.*
      AWS::IAM::ManagedPolicy ManagedPolicyName | aws_iam_policy name
      AWS::IAM::ManagedPolicy Description | aws_iam_policy description
      AWS::IAM::ManagedPolicy PolicyDocument | aws_iam_policy policy
      """;

  private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");
  private static final Pattern NO_INDEX = Pattern.compile("\\[]");
  private static final Map<String, Property> BY_ARGUMENT = new HashMap<>();
  private static final Map<String, Property> BY_PROPERTY = new HashMap<>();

  static {
    for (String line : TABLE.lines().toList()) {
      String[] words = line.split(" +\\|? *", -1);
      Property property = new Property(words[0], words[1]);
      BY_PROPERTY.put(words[0] + " " + words[1], property);
      BY_ARGUMENT.put(words[2] + " " + words[3], property);
    }
  }

  /**
   * Property of CloudFormation.
   *
   * @param type type of the resource
   * @param path path, with an index of each list once it is known
   */
  record Property(String type, String path) {}

  private PropertyTable() {}

  /**
   * Returns the property that an argument of the module corresponds to.
   *
   * @throws IllegalArgumentException when the table has no such argument
   */
  static Property ofArgument(String type, String path) {
    return found(BY_ARGUMENT, type, path);
  }

  /**
   * Returns the same property, once it is known to be in the table.
   *
   * @throws IllegalArgumentException when the table has no such property
   */
  static Property ofProperty(String type, String path) {
    return found(BY_PROPERTY, type, path);
  }

  private static Property found(Map<String, Property> properties, String type, String path) {
    List<String> indexes = new ArrayList<>();
    Matcher index = INDEX.matcher(path);
    while (index.find()) {
      indexes.add(index.group());
    }
    String pattern = index.replaceAll("[]");
    String rest = "";
    Property property = properties.get(type + " " + pattern);
    for (int dot = pattern.indexOf('.'); property == null && dot >= 0; ) {
      property = properties.get(type + " " + pattern.substring(0, dot) + ".*");
      rest = pattern.substring(dot + 1);
      dot = pattern.indexOf('.', dot + 1);
    }
    if (property == null) {
      throw new IllegalArgumentException(type + " has no property " + path + " in the table");
    }
    String indexed = property.path().replace("*", rest);
    for (String each : indexes) {
      indexed = NO_INDEX.matcher(indexed).replaceFirst(Matcher.quoteReplacement(each));
    }
    return new Property(property.type(), indexed);
  }
}
