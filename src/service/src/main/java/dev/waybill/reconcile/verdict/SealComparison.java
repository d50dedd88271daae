package dev.waybill.reconcile.verdict;

import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.ThereRow;
import org.jspecify.annotations.Nullable;

/** Comparison of a version that is there with its seal. */
final class SealComparison {
  private SealComparison() {}

  /** Returns the first difference as a plain sentence; null when nothing known differs. */
  static @Nullable String difference(ThereRow there, SealFact seal) {
    SealedRow row = seal.row();
    if (there.size() != row.size()) {
      return "It has " + there.size() + " bytes, and its seal states " + row.size() + ".";
    }
    if (there.sha256() != null && !there.sha256().equals(row.sha256())) {
      return "Its SHA-256 is not the sealed one.";
    }
    // Some encryptions give the copy of a version another ETag.
    if (!seal.isCopy()
        && there.eTag() != null
        && row.eTag() != null
        && !there.eTag().equals(row.eTag())) {
      return "Its ETag is not the sealed one.";
    }
    return null;
  }
}
