package dev.waybill.why.tell;

import dev.waybill.why.StoryVerdict.Custody;

/**
 * Fact that decides about custody.
 *
 * @param custody state that follows from it
 * @param text plain words
 * @param remedy what makes an unknown state known; empty for every other
 */
record CustodyReason(Custody custody, String text, String remedy) {
  /** Creates a reason of a state that is known. */
  CustodyReason(Custody custody, String text) {
    this(custody, text, "");
  }
}
