package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;

/** Directive that lets a copy take properties from the request instead of the source. */
enum CopyDirective {
  METADATA("x-amz-metadata-directive"),
  TAGGING("x-amz-tagging-directive");

  private final String header;

  CopyDirective(String header) {
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
    throw new StoreException(S3ErrorCode.INVALID_ARGUMENT, header + " must be COPY or REPLACE");
  }
}
