package dev.waybill.fixity.plan;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Severity;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.watch.WatchedDefect;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finding about the defect of one version. Whoever finds it gives it the same identity. */
public final class DefectFinding {
  private static final String RULE = "fixity-";

  private DefectFinding() {}

  /** Returns the rule of a condition. */
  static String rule(FixityCondition condition) {
    return RULE + condition.label();
  }

  /** Returns the condition of a rule; empty when it is not one about a defect. */
  static Optional<FixityCondition> condition(String rule) {
    return rule.startsWith(RULE)
        ? FixityCondition.ofLabel(rule.substring(RULE.length())).filter(FixityCondition::isDefect)
        : Optional.empty();
  }

  /**
   * Returns the identity of the finding about an entry.
   *
   * @param bucket the provenance bucket
   */
  static String uid(String bucket, FixityCondition condition, long index) {
    return rule(condition) + "/" + bucket + "/" + index;
  }

  /**
   * Returns the finding about an entry with a defect.
   *
   * @param bucket the provenance bucket
   */
  public static Finding of(String bucket, Examination examination, LogEntry entry, Instant now) {
    FixityCondition condition = examination.condition();
    Map<String, String> details = new LinkedHashMap<>();
    details.put("entry", Long.toString(examination.index()));
    details.put("versionId", entry.version().versionId());
    details.put("record", entry.recordKey());
    String detail = examination.detail();
    return finding(
        uid(bucket, condition, examination.index()),
        condition,
        "entry "
            + examination.index()
            + " of the log is "
            + condition.label()
            + (detail == null ? "" : ": " + detail),
        "arn:aws:s3:::" + entry.version().bucket() + "/" + entry.version().key(),
        details,
        now);
  }

  /**
   * Returns the finding about what a drill did to its object. Its identity is that of any other
   * finding about the entry, and nothing of value is in danger.
   *
   * @param bucket the provenance bucket
   */
  public static Finding ofDrill(
      String bucket, Examination examination, LogEntry entry, Instant now) {
    Finding found = of(bucket, examination, entry, now);
    return new Finding(
        found.uid(),
        found.rule(),
        "Drill: the altered object was found " + examination.condition().label(),
        Severity.LOW,
        found.message() + " (a drill altered it)",
        "nothing: a drill altered this object to measure detection, and removes it",
        found.resource(),
        now,
        found.occurrences(),
        found.details(),
        found.references());
  }

  /** Returns the rule and the identity of the finding about an entry. */
  public static OpenFinding open(String bucket, FixityCondition condition, long index) {
    return new OpenFinding(rule(condition), uid(bucket, condition, index));
  }

  /**
   * Returns the finding about a defect that was found before. It has the report token of the first
   * report, so that it counts once.
   *
   * @param bucket the provenance bucket
   */
  static Finding of(String bucket, OpenDefect defect, LogEntry entry) {
    Examination examination =
        new Examination(defect.index(), Rung.SHAPE, defect.condition(), 0, 0, null, null, null);
    return of(bucket, examination, entry, defect.since());
  }

  /**
   * Returns the finding about a version that no entry accounts for.
   *
   * @param bucket the provenance bucket
   */
  public static Finding of(
      String bucket, FixityCondition condition, ObjectVersion copy, Instant now) {
    Map<String, String> details = Map.of("versionId", copy.versionId());
    return finding(
        uid(bucket, condition, copy),
        condition,
        "a promoted version that no entry of the log accounts for",
        "arn:aws:s3:::" + copy.bucket() + "/" + copy.key(),
        details,
        now);
  }

  /**
   * Returns the end of the finding about a defect that was found outside of the cycle.
   *
   * @param bucket the provenance bucket
   */
  public static FindingEnd end(String bucket, WatchedDefect defect, Instant now, String reason) {
    return new FindingEnd(uid(bucket, defect), rule(defect.condition()), now, reason);
  }

  /** Returns the identity of the finding about a defect that was found outside of the cycle. */
  static String uid(String bucket, WatchedDefect defect) {
    return defect instanceof WatchedDefect.OfEntry entry
        ? uid(bucket, entry.condition(), entry.index())
        : uid(bucket, defect.condition(), ((WatchedDefect.OfVersion) defect).version());
  }

  private static String uid(String bucket, FixityCondition condition, ObjectVersion copy) {
    return rule(condition) + "/" + bucket + "/" + Sha256.hash(copy.uri()).hex();
  }

  private static Finding finding(
      String uid,
      FixityCondition condition,
      String message,
      String resource,
      Map<String, String> details,
      Instant now) {
    return new Finding(
        uid,
        rule(condition),
        DefectTexts.title(condition),
        Severity.CRITICAL,
        message,
        DefectTexts.fix(condition),
        resource,
        now,
        new OccurrenceStats(now, now, 1, now.toString()),
        details,
        List.of());
  }
}
