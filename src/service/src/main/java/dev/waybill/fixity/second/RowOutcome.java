package dev.waybill.fixity.second;

import dev.waybill.record.object.Sha256;

/** Statement of a row about its version. */
sealed interface RowOutcome {
  /** S3 computed a digest. */
  record Computed(Sha256 sha256) implements RowOutcome {}

  /**
   * S3 could not compute a digest.
   *
   * @param code error code of S3: letters, digits and dots
   */
  record Failed(String code) implements RowOutcome {}

  /** The row says nothing that counts. */
  record Unusable(ReportProblem problem) implements RowOutcome {}
}
