package dev.waybill.testing;

/** Known limit of an emulator of AWS. A test that needs the feature is skipped with the reason. */
public enum Limit {
  NO_DELETE_IF_MATCH("DeleteObject with If-Match fails with 501"),
  SEQUENCER_IS_CONSTANT("the sequencer of notifications is constant"),
  SPACE_IS_PERCENT_20("a space in a notification's key is %20, not +"),
  HEADER_SIGNATURES_UNCHECKED("a signature in the Authorization header is not checked"),
  CRC32C_TRAILER_REFUSED("a CRC32C trailer is read as two checksums"),
  NO_TAG_COUNT("GetObject does not return the number of tags"),
  COPY_CONDITIONS_IGNORED("If-None-Match and If-Match of CopyObject are ignored"),
  COMPLETION_ONCE("a repeated completion fails with NoSuchUpload"),
  REQUEST_ID_OF_ITS_OWN("a notification has another request id than the response"),
  RULES_MAY_OVERLAP("overlapping notification rules are accepted"),
  RETENTION_WITHOUT_LOCK("retention is accepted on a bucket without Object Lock"),
  NO_CLOUDTRAIL("every CloudTrail call fails with 501"),
  NO_ATHENA("every Athena call fails with 501"),
  NO_GLUE("every Glue call fails with 501"),
  POLICIES_UNENFORCED("bucket policies are stored but not enforced"),
  KEYS_UNGUARDED(
      "S3 checks a key only if a put names it, and supports no alias and no AWS managed key"),
  ROTATION_UNGUARDED("rotation is accepted for key pairs and for any period"),
  PARTS_UNTOLD("a configuration is returned without the defaults of omitted fields"),
  OWNER_UNCHECKED("x-amz-expected-bucket-owner is ignored");

  private final String reason;

  Limit(String reason) {
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
