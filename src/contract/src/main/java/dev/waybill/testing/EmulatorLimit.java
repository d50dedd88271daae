package dev.waybill.testing;

/** Known limit of an emulator of AWS. A test that needs the feature is skipped with the reason. */
public enum EmulatorLimit {
  NO_DELETE_IF_MATCH("DeleteObject with If-Match fails with 501"),
  SEQUENCER_IS_CONSTANT("the sequencer of notifications is constant"),
  SPACE_IS_PERCENT_20("a space in a notification's key is %20, not +"),
  HEADER_SIGNATURES_NOT_CHECKED("a signature in the Authorization header is not checked"),
  CRC32C_TRAILER_REJECTED("a CRC32C trailer is read as two checksums"),
  NO_TAG_COUNT("GetObject does not return the number of tags"),
  COPY_CONDITIONS_IGNORED("If-None-Match and If-Match of CopyObject are ignored"),
  COMPLETION_NOT_REPEATABLE("a repeated completion fails with NoSuchUpload"),
  COMPLETION_NOT_ATOMIC("two conditional completions of uploads to one key can both succeed"),
  REQUEST_ID_DIFFERS("a notification has another request id than the response"),
  OVERLAPPING_RULES_ACCEPTED("overlapping notification rules are accepted"),
  LIFECYCLE_TAGS_NOT_CHECKED("a lifecycle rule with a tag may abort uploads"),
  RETENTION_WITHOUT_LOCK("retention is accepted on a bucket without Object Lock"),
  NO_CLOUDTRAIL("every CloudTrail call fails with 501"),
  NO_ATHENA("every Athena call fails with 501"),
  NO_GLUE("every Glue call fails with 501"),
  POLICIES_NOT_ENFORCED("bucket policies are stored but not enforced"),
  KMS_KEYS_NOT_CHECKED(
      "S3 checks a key only if a put names it, and supports no alias and no AWS managed key"),
  KMS_ROTATION_NOT_CHECKED("rotation is accepted for key pairs and for any period"),
  DEFAULTS_NOT_RETURNED("a configuration is returned without the defaults of omitted fields"),
  NO_ENCRYPTION_UPDATE("UpdateObjectEncryption is not supported"),
  INVENTORIES_IN_ONE_PAGE("all inventory configurations are listed in one page"),
  ACCOUNT_IN_ARN_OF_INVENTORY("the ARN of an inventory's destination may name an account"),
  OWNER_NOT_CHECKED("x-amz-expected-bucket-owner is ignored");

  private final String reason;

  EmulatorLimit(String reason) {
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
