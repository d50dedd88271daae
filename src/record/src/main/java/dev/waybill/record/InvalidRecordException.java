package dev.waybill.record;

import dev.waybill.record.Verdict.Reason;

/** Defect of a record, found while the record is read or verified. */
final class InvalidRecordException extends Exception {
  private static final long serialVersionUID = 1L;
  private final Reason reason;
  private final String detail;

  /**
   * Creates the exception without a stack trace: untrusted input may cause it often.
   *
   * @param detail description of the defect, free of untrusted input
   */
  InvalidRecordException(Reason reason, String detail) {
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
