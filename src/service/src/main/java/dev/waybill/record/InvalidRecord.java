package dev.waybill.record;

import dev.waybill.record.Verdict.Reason;

/** Something of a record does not hold. */
final class InvalidRecord extends Exception {
  private static final long serialVersionUID = 1L;
  private final Reason reason;
  private final String detail;

  /**
   * @param detail never foreign text
   */
  InvalidRecord(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  Reason reason() {
    return reason;
  }

  String detail() {
    return detail;
  }
}
