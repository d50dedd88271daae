package dev.waybill.intake;

import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;

/** Factory of the rejection of a notification that cannot be read. */
final class MalformedNotification {
  private MalformedNotification() {}

  /**
   * Returns the rejection.
   *
   * @param detail the defect, without any untrusted input
   */
  static RejectedException because(String detail) {
    return new RejectedException(RejectReason.MALFORMED_NOTIFICATION, detail, null);
  }
}
