package dev.waybill.localcloud.store;

/** S3 error codes that the local cloud returns. */
public enum S3ErrorCode {
  ACCESS_CONTROL_LIST_NOT_SUPPORTED(
      "AccessControlListNotSupported", 400, "The bucket does not allow ACLs"),
  ACCESS_DENIED("AccessDenied", 403, "Access Denied"),
  AUTHORIZATION_HEADER_MALFORMED(
      "AuthorizationHeaderMalformed", 400, "The authorization header is malformed"),
  BAD_DIGEST("BadDigest", 400, "The digest you specified did not match what we received"),
  BUCKET_ALREADY_OWNED_BY_YOU(
      "BucketAlreadyOwnedByYou", 409, "The bucket you tried to create already exists"),
  BUCKET_NOT_EMPTY("BucketNotEmpty", 409, "The bucket you tried to delete is not empty"),
  ENTITY_TOO_LARGE("EntityTooLarge", 400, "Your proposed upload exceeds the maximum size"),
  ENTITY_TOO_SMALL("EntityTooSmall", 400, "A part is smaller than the minimum allowed size"),
  ID_MISMATCH("IdMismatch", 400, "Document ID does not match the specified configuration ID."),
  ILLEGAL_VERSIONING_CONFIGURATION(
      "IllegalVersioningConfigurationException", 400, "The versioning configuration is invalid"),
  INCOMPLETE_BODY("IncompleteBody", 400, "The body has not the stated number of bytes"),
  INTERNAL_ERROR("InternalError", 500, "We encountered an internal error. Please try again."),
  INVALID_ACCESS_KEY_ID("InvalidAccessKeyId", 403, "The access key id does not exist"),
  INVALID_ARGUMENT("InvalidArgument", 400, "Invalid Argument"),
  INVALID_BUCKET_NAME("InvalidBucketName", 400, "The specified bucket is not valid"),
  INVALID_BUCKET_STATE("InvalidBucketState", 409, "The request is not valid in this state"),
  INVALID_CONFIGURATION_ID(
      "InvalidConfigurationId", 400, "The specified configuration id is invalid."),
  INVALID_DIGEST("InvalidDigest", 400, "The Content-MD5 you specified is not valid"),
  INVALID_OBJECT_STATE(
      "InvalidObjectState", 403, "The operation is not valid for the object's storage class"),
  INVALID_PART("InvalidPart", 400, "One or more of the specified parts could not be found"),
  INVALID_PART_NUMBER("InvalidPartNumber", 416, "The requested part number is not satisfiable"),
  INVALID_PART_ORDER("InvalidPartOrder", 400, "The list of parts was not in ascending order"),
  INVALID_RANGE("InvalidRange", 416, "The requested range is not satisfiable"),
  INVALID_REQUEST("InvalidRequest", 400, "Invalid Request"),
  INVALID_S3_DESTINATION_BUCKET("InvalidS3DestinationBucket", 400, "Invalid bucket ARN."),
  INVALID_STORAGE_CLASS("InvalidStorageClass", 400, "The storage class you specified is not valid"),
  INVALID_TAG("InvalidTag", 400, "The tag provided was not a valid tag"),
  KEY_TOO_LONG("KeyTooLongError", 400, "Your key is too long"),
  KMS_DISABLED("KMS.DisabledException", 400, "The KMS key is disabled"),
  KMS_INVALID_KEY_USAGE("KMS.InvalidKeyUsageException", 400, "The KMS key is not for encryption"),
  KMS_INVALID_STATE("KMS.KMSInvalidStateException", 400, "The KMS key is pending deletion"),
  KMS_NOT_FOUND("KMS.NotFoundException", 400, "The KMS key does not exist"),
  MALFORMED_POLICY("MalformedPolicy", 400, "The policy is not well-formed"),
  MALFORMED_XML("MalformedXML", 400, "The XML you provided was not well-formed"),
  METADATA_TOO_LARGE("MetadataTooLarge", 400, "Your metadata headers exceed the maximum size"),
  METHOD_NOT_ALLOWED("MethodNotAllowed", 405, "The method is not allowed against this resource"),
  MISSING_CONTENT_LENGTH("MissingContentLength", 411, "You must provide Content-Length"),
  NO_SUCH_BUCKET("NoSuchBucket", 404, "The specified bucket does not exist"),
  NO_SUCH_BUCKET_POLICY("NoSuchBucketPolicy", 404, "The bucket policy does not exist"),
  NO_SUCH_CONFIGURATION("NoSuchConfiguration", 404, "The specified configuration does not exist."),
  NO_SUCH_CORS("NoSuchCORSConfiguration", 404, "The CORS configuration does not exist"),
  NO_SUCH_KEY("NoSuchKey", 404, "The specified key does not exist."),
  NO_SUCH_LIFECYCLE("NoSuchLifecycleConfiguration", 404, "There is no lifecycle configuration"),
  NO_SUCH_OBJECT_LOCK("NoSuchObjectLockConfiguration", 404, "The object has no lock configuration"),
  NO_SUCH_PUBLIC_ACCESS_BLOCK(
      "NoSuchPublicAccessBlockConfiguration", 404, "There is no public access block"),
  NO_SUCH_TAG_SET("NoSuchTagSet", 404, "The TagSet does not exist"),
  NO_SUCH_UPLOAD("NoSuchUpload", 404, "The specified multipart upload does not exist"),
  NO_SUCH_VERSION("NoSuchVersion", 404, "The specified version does not exist."),
  NO_SUCH_WEBSITE("NoSuchWebsiteConfiguration", 404, "There is no website configuration"),
  NOT_IMPLEMENTED("NotImplemented", 501, "The local cloud does not support this operation"),
  NOT_MODIFIED("NotModified", 304, "Not Modified"),
  OBJECT_LOCK_NOT_FOUND(
      "ObjectLockConfigurationNotFoundError", 404, "There is no object lock configuration"),
  OWNERSHIP_NOT_FOUND(
      "OwnershipControlsNotFoundError", 404, "The bucket ownership controls were not found"),
  PRECONDITION_FAILED("PreconditionFailed", 412, "A precondition you specified did not hold"),
  REPLICATION_NOT_FOUND(
      "ReplicationConfigurationNotFoundError", 404, "There is no replication configuration"),
  REQUEST_TIME_TOO_SKEWED(
      "RequestTimeTooSkewed", 403, "The request time and the current time differ too much"),
  SIGNATURE_DOES_NOT_MATCH(
      "SignatureDoesNotMatch", 403, "The signature we calculated does not match the one provided"),
  SLOW_DOWN("SlowDown", 503, "Please reduce your request rate."),
  TOO_MANY_CONFIGURATIONS(
      "TooManyConfigurations", 400, "The bucket has the maximum number of configurations"),
  XAMZ_CONTENT_SHA256_MISMATCH(
      "XAmzContentSHA256Mismatch", 400, "The x-amz-content-sha256 does not match the body");

  private final String code;
  private final int status;
  private final String message;

  S3ErrorCode(String code, int status, String message) {
    this.code = code;
    this.status = status;
    this.message = message;
  }

  public String code() {
    return code;
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  public String message() {
    return message;
  }
}
