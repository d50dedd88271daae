package dev.waybill.intake;

import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;

/** The one refusal of this package. Its details are our own words: none repeats foreign text. */
final class Malformed {
  private Malformed() {}

  static RejectedException because(String detail) {
    return new RejectedException(RejectReason.MALFORMED_NOTIFICATION, detail, null);
  }
}
