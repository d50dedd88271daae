package dev.waybill.localcloud.cloudtrail;

import dev.waybill.localcloud.service.JsonError;

/** Error codes of CloudTrail. */
enum TrailErrorCode {
  ARN_INVALID("CloudTrailARNInvalidException"),
  BUCKET_DOES_NOT_EXIST("S3BucketDoesNotExistException"),
  BUCKET_NAME("InvalidS3BucketNameException"),
  BUCKET_POLICY("InsufficientS3BucketPolicyException"),
  COMBINATION("InvalidParameterCombinationException"),
  KMS("KmsException"),
  KMS_KEY_NOT_FOUND("KmsKeyNotFoundException"),
  NAME("InvalidTrailNameException"),
  NOT_PERMITTED("OperationNotPermittedException"),
  PARAMETER("InvalidParameterException"),
  PREFIX("InvalidS3PrefixException"),
  SELECTORS("InvalidEventSelectorsException"),
  TAGS("InvalidTagParameterException"),
  TIME_RANGE("InvalidTimeRangeException"),
  TOKEN("InvalidTokenException"),
  TRAIL_ALREADY_EXISTS("TrailAlreadyExistsException"),
  TRAIL_NOT_FOUND("TrailNotFoundException");

  private final String code;

  TrailErrorCode(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  /** Returns an error response with this code. */
  JsonError error(String message) {
    return new JsonError(code, message);
  }
}
