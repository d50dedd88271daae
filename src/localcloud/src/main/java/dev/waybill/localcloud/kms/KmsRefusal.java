package dev.waybill.localcloud.kms;

import dev.waybill.localcloud.service.JsonError;

/** KMS's refusals, spelled as KMS does. */
enum KmsRefusal {
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

  /** Every one of KMS's codes ends so. */
  private static final String SUFFIX = "Exception";

  private final String code;

  KmsRefusal(String name) {
    this.code = name + SUFFIX;
  }

  String code() {
    return code;
  }

  JsonError because(String message) {
    return new JsonError(code, message);
  }
}
