package dev.waybill.localcloud.glue;

import dev.waybill.localcloud.service.JsonError;

/** Glue's refusals, spelled as Glue does. */
enum GlueRefusal {
  ALREADY_EXISTS("AlreadyExistsException"),
  INVALID("InvalidInputException"),
  NOT_FOUND("EntityNotFoundException");

  private final String code;

  GlueRefusal(String code) {
    this.code = code;
  }

  String code() {
    return code;
  }

  JsonError because(String message) {
    return new JsonError(code, message);
  }
}
