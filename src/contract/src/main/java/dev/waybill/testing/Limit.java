package dev.waybill.testing;

/**
 * What some emulator of AWS cannot do. A check that needs it is skipped there, with this reason.
 */
public enum Limit {
  NO_DELETE_IF_MATCH("DeleteObject with If-Match answers 501"),
  SEQUENCER_IS_CONSTANT("the sequencer of its notifications is a constant"),
  SPACE_IS_PERCENT_20("a space in a notification's key is %20, not +"),
  HEADER_SIGNATURES_UNCHECKED("a signature in the Authorization header is not checked"),
  CRC32C_TRAILER_REFUSED("a trailer of CRC32C is taken for two checksums"),
  NO_TAG_COUNT("GetObject does not count tags"),
  COPY_CONDITIONS_IGNORED("If-None-Match and If-Match of CopyObject are ignored"),
  COMPLETION_ONCE("a completion that is sent again is answered NoSuchUpload"),
  REQUEST_ID_OF_ITS_OWN("a notification has another request id than the answer to the request"),
  RULES_MAY_OVERLAP("notification rules that overlap are accepted"),
  RETENTION_WITHOUT_LOCK("retention is accepted on a bucket without Object Lock"),
  NO_CLOUDTRAIL("CloudTrail answers 501 to every call"),
  NO_ATHENA("Athena answers 501 to every call"),
  NO_GLUE("Glue answers 501 to every call"),
  POLICIES_UNENFORCED("bucket policies are stored and never enforced"),
  KEYS_UNGUARDED(
      "S3 looks at a key only where a put names it, and knows no alias and no key of AWS's own"),
  ROTATION_UNGUARDED("a key pair is rotated, and in any period"),
  PARTS_UNTOLD("a configuration is told without what was left out of it"),
  OWNER_UNCHECKED("x-amz-expected-bucket-owner is ignored");

  private final String reason;

  Limit(String reason) {
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
