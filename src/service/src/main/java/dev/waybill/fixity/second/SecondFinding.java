package dev.waybill.fixity.second;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.object.ObjectVersion;
import org.jspecify.annotations.Nullable;

/**
 * Sealed version that the second reader did not verify, or stored version that it cannot explain.
 *
 * @param index index of the entry; -1 for a stored version that no entry explains
 * @param outcome the outcome
 * @param version the stored version that the outcome is about; the sealed one when none is stored
 * @param reason name of the reason: an error code of S3 or a problem of the report; empty for none
 * @param own condition that Waybill's own reading found; null when it did not read
 */
public record SecondFinding(
    long index,
    SecondOutcome outcome,
    ObjectVersion version,
    String reason,
    @Nullable FixityCondition own) {
  /** Index of a stored version that no entry of the log explains. */
  public static final long UNEXPLAINED = -1;

  /** Returns true for a stored version that no entry explains. */
  public boolean isUnexplained() {
    return index == UNEXPLAINED;
  }

  /**
   * Returns true when a person must look at it: S3's digest is another one, or the version is
   * missing and Waybill's own reading has found a defect.
   */
  public boolean isDefect() {
    return outcome == SecondOutcome.ALTERED
        || (outcome == SecondOutcome.ABSENT && own != null && own.isDefect());
  }

  SecondFinding with(FixityCondition found) {
    return new SecondFinding(index, outcome, version, reason, found);
  }
}
