package dev.waybill.fixity.examine;

import dev.waybill.fixity.FixityCondition;

/**
 * Finding about the record of one entry.
 *
 * @param condition the condition
 * @param detail the difference; empty when there is none
 * @param statement what the record states; unknown when it is not the logged one
 */
record RecordFinding(FixityCondition condition, String detail, SealedStatement statement) {
  /** Returns the finding that the record is not the logged one, or is not readable. */
  static RecordFinding of(FixityCondition condition, String detail) {
    return new RecordFinding(condition, detail, SealedStatement.UNKNOWN);
  }
}
