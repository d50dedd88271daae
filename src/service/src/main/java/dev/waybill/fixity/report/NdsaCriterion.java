package dev.waybill.fixity.report;

import java.util.Arrays;

/**
 * Criteria of the NDSA Levels of Digital Preservation (version 2.0, 2019) in the functional area
 * integrity, in our words, and how a deployment meets them.
 */
enum NdsaCriterion {
  GENERATED(
      1,
      "integrity information is verified or generated",
      "SHA-256 of every object, in its signed record"),
  VIRUSES(1, "content is checked for viruses", "as the operator states"),
  MOVED(
      2,
      "verified when content is moved or copied",
      "each copy is compared before its source is deleted"),
  ORIGINALS(
      2, "originals are protected from writing", "originals are versions in S3; no medium is read"),
  COPIED(2, "integrity information is copied to a separate location", "as the operator states"),
  INTERVALS(
      3, "verified at fixed intervals", "only when the promise is kept and nothing is archived"),
  DOCUMENTED(3, "processes and outcomes are documented", "signed statements over cycles"),
  AUDITED(3, "audits are made on demand", "waybill verify, waybill fixity run"),
  EVENTS(4, "verified in response to events", "audit rows lead to an examination"),
  REPAIRED(
      4, "corrupted content is replaced or repaired", "not by Waybill; as the operator states");

  /** Highest level. */
  static final int MAX_LEVEL = 4;

  private final int level;
  private final String text;
  private final String basis;

  NdsaCriterion(int level, String text, String basis) {
    this.level = level;
    this.text = text;
    this.basis = basis;
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
    CoverageRow all = overview.all();
    NdsaFacts facts = overview.ndsa();
    return switch (this) {
      case GENERATED, MOVED, ORIGINALS, AUDITED -> true;
      case VIRUSES -> facts.isVirusChecked();
      case COPIED -> facts.isRecordCopied();
      case INTERVALS -> all.isKept() && all.archived() == 0 && all.versions() > 0;
      case DOCUMENTED -> overview.cycles().stream().anyMatch(it -> it.ended() != null);
      case EVENTS -> facts.isEventWatched();
      case REPAIRED -> facts.isRepaired();
    };
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
