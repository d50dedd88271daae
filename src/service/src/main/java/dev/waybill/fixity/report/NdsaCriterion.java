package dev.waybill.fixity.report;

import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Criteria of the NDSA Levels of Digital Preservation (version 2.0, 2019) in the functional area
 * integrity, in our words, and how a deployment meets them.
 */
enum NdsaCriterion {
  GENERATED(
      1,
      "integrity information is verified or generated",
      "SHA-256 of every object, in its signed record",
      it -> true),
  VIRUSES(
      1,
      "content is checked for viruses",
      "as the operator states",
      it -> it.ndsa().isVirusChecked()),
  MOVED(
      2,
      "verified when content is moved or copied",
      "each copy is compared before its source is deleted",
      it -> true),
  ORIGINALS(
      2,
      "originals are protected from writing",
      "originals are versions in S3; no medium is read",
      it -> true),
  COPIED(
      2,
      "integrity information is copied to a separate location",
      "as the operator states",
      it -> it.ndsa().isRecordCopied()),
  INTERVALS(
      3,
      "verified at fixed intervals",
      "only when the promise is kept and nothing is archived",
      it -> it.all().isKept() && it.all().archived() == 0 && it.all().versions() > 0),
  DOCUMENTED(
      3,
      "processes and outcomes are documented",
      "signed statements over cycles",
      it -> it.cycles().stream().anyMatch(cycle -> cycle.ended() != null)),
  AUDITED(3, "audits are made on demand", "waybill verify, waybill fixity run", it -> true),
  EVENTS(
      4,
      "verified in response to events",
      "audit rows lead to an examination",
      it -> it.ndsa().isEventWatched()),
  REPAIRED(
      4,
      "corrupted content is replaced or repaired",
      "not by Waybill; as the operator states",
      it -> it.ndsa().isRepaired());

  /** Highest level. */
  static final int MAX_LEVEL = 4;

  private final int level;
  private final String text;
  private final String basis;
  private final Predicate<FixityOverview> test;

  NdsaCriterion(int level, String text, String basis, Predicate<FixityOverview> test) {
    this.level = level;
    this.text = text;
    this.basis = basis;
    this.test = test;
  }

  int level() {
    return level;
  }

  String text() {
    return text;
  }

  /** Returns the reason for which it is met, or the condition under which it would be. */
  String basis() {
    return basis;
  }

  boolean isMet(FixityOverview overview) {
    return test.test(overview);
  }

  /** Returns the highest level of which all criteria and those below are met; 0 for none. */
  static int reached(FixityOverview overview) {
    return Arrays.stream(values())
        .filter(it -> !it.isMet(overview))
        .mapToInt(it -> it.level - 1)
        .min()
        .orElse(MAX_LEVEL);
  }
}
