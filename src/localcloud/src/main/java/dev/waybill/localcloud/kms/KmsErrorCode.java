package dev.waybill.localcloud.kms;

import dev.waybill.localcloud.service.JsonError;

/** Error codes of KMS. */
enum KmsErrorCode {
  ACCESS_DENIED("AccessDenied"),
  ALREADY_EXISTS("AlreadyExists"),
  DISABLED("Disabled"),
  INCORRECT_KEY("IncorrectKey"),
  INVALID_ALIAS_NAME("InvalidAliasName"),
  INVALID_CIPHERTEXT("InvalidCiphertext"),
  INVALID_KEY_USAGE("InvalidKeyUsage"),
  INVALID_SIGNATURE("KMSInvalidSignature"),
  INVALID_STATE("KMSInvalidState"),
  MALFORMED_POLICY("MalformedPolicyDocument"),
  NOT_FOUND("NotFound"),
  TAGGING("Tag"),
  UNSUPPORTED("UnsupportedOperation"),
  VALIDATION("Validation");

  /** Common end of all KMS error codes. */
  private static final String SUFFIX = "Exception";

  private final String code;

  KmsErrorCode(String name) {
    this.code = name + SUFFIX;
  }

  String code() {
    return code;
  }

  /** Returns an error response with this code. */
  JsonError error(String message) {
    return new JsonError(code, message);
  }
}
