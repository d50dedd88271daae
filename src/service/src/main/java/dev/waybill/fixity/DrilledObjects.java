package dev.waybill.fixity;

import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Objects that drills alter. Each is written once, so that what lies above one is an alteration.
 * Nothing of value is among them, and only what a drill does to them is its doing: other bytes or
 * another record are a defect as that of any object.
 *
 * @param scopes the scopes of custody
 */
public record DrilledObjects(CustodyScopes scopes) {
  /** Time after a write before which no lifecycle rule hides the object. */
  public static final Duration NEVER_EXPIRED = Duration.ofDays(1);

  private static final Set<FixityCondition> ALTERATIONS =
      EnumSet.of(FixityCondition.SHADOWED, FixityCondition.HIDDEN, FixityCondition.REENCRYPTED);

  private static final String DETAIL = "by a drill: ";

  /** Returns those of a single scope. */
  public static DrilledObjects of(RawSettings scope) {
    return new DrilledObjects(CustodyScopes.of(scope));
  }

  /** Returns true for the entry of an object that a drill alters. */
  public boolean has(LogEntry entry) {
    return entry.destinationKey() == null
        && entry.version().bucket().equals(scopes.first().bucket())
        && entry.version().key().startsWith(scopes.first().drills());
  }

  /** Returns true when a drill causes a condition of the object of an entry. */
  public boolean explain(LogEntry entry, FixityCondition condition) {
    return ALTERATIONS.contains(condition) && has(entry);
  }

  /**
   * Returns an examination as the results of a cycle state it: what a drill does is no defect of
   * the cycle, and stands in the detail.
   */
  public Examination inCycle(LogEntry entry, Examination examination) {
    return explain(entry, examination.condition())
        ? new Examination(
            examination.index(),
            examination.rung(),
            FixityCondition.INTACT,
            examination.bytes(),
            examination.millis(),
            examination.versionId(),
            examination.eTag(),
            DETAIL + examination.condition().label())
        : examination;
  }

  /** Returns what a drill did, as the result of a cycle states it; empty when it did nothing. */
  public Optional<Examination> stated(LogEntry entry, Examination examination) {
    String detail = examination.detail();
    if (detail == null || !detail.startsWith(DETAIL) || !has(entry)) {
      return Optional.empty();
    }
    return FixityCondition.ofLabel(detail.substring(DETAIL.length()))
        .filter(ALTERATIONS::contains)
        .map(
            it ->
                new Examination(
                    examination.index(),
                    examination.rung(),
                    it,
                    examination.bytes(),
                    examination.millis(),
                    examination.versionId(),
                    examination.eTag(),
                    null));
  }
}
