package dev.waybill.fixity.examine;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import org.jspecify.annotations.Nullable;

/**
 * Finding about the object of one entry.
 *
 * @param condition the condition
 * @param rung depth that was reached
 * @param versionId version that was examined; null when there was none
 * @param eTag its ETag; null when there was none
 * @param detail the difference; null when there is none
 */
record ObjectFinding(
    FixityCondition condition,
    Rung rung,
    @Nullable String versionId,
    @Nullable String eTag,
    @Nullable String detail) {
  /** Returns the finding that the bytes of a version are as sealed. */
  static ObjectFinding intact(ObjectState state) {
    return new ObjectFinding(
        FixityCondition.INTACT, Rung.BYTES, state.versionId(), state.eTag(), null);
  }

  /** Returns the finding about a version whose bytes were read. */
  static ObjectFinding of(FixityCondition condition, ObjectState state, String detail) {
    return new ObjectFinding(condition, Rung.BYTES, state.versionId(), state.eTag(), detail);
  }

  /** Returns the finding about a version whose bytes were not read. */
  static ObjectFinding attested(FixityCondition condition, ObjectState state, String detail) {
    return new ObjectFinding(condition, Rung.ATTESTED, state.versionId(), state.eTag(), detail);
  }

  /** Returns a finding that concerns no version. */
  static ObjectFinding none(FixityCondition condition, String detail) {
    return new ObjectFinding(condition, Rung.SHAPE, null, null, detail);
  }

  /** Returns the finding that nothing is known. */
  static ObjectFinding unreadable(String detail) {
    return none(FixityCondition.UNREADABLE, detail);
  }
}
