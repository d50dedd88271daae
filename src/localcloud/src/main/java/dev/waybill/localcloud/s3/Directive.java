package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;

/** Whether a copy takes something from its source or from the request. */
enum Directive {
  METADATA("x-amz-metadata-directive"),
  TAGGING("x-amz-tagging-directive");

  private final String header;

  Directive(String header) {
    this.header = header;
  }

  boolean replaces(S3Call call) {
    String value = call.header(header);
    if (value == null || value.equals("COPY")) {
      return false;
    }
    if (value.equals("REPLACE")) {
      return true;
    }
    throw new StoreException(S3ErrorCode.INVALID_ARGUMENT, header + " is COPY or REPLACE");
  }
}
