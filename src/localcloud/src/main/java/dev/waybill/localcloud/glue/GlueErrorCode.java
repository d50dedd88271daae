package dev.waybill.localcloud.glue;

import dev.waybill.localcloud.service.JsonError;

/** Error codes of Glue. */
enum GlueErrorCode {
  ALREADY_EXISTS("AlreadyExistsException"),
  INVALID("InvalidInputException"),
  NOT_FOUND("EntityNotFoundException");

  private final String code;

  GlueErrorCode(String code) {
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
