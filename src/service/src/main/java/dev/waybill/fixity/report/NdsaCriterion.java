package dev.waybill.fixity.report;

import java.time.Instant;
import java.util.Arrays;

/**
 * Criteria of the NDSA Levels of Digital Preservation (version 2.0, 2019) in the functional area
 * integrity, in our words and in their order, and how the facts of a report answer them. A
 * criterion whose facts Waybill does not have is never claimed.
 */
enum NdsaCriterion {
  PROVIDED(1, "integrity information that came with the content is verified"),
  GENERATED(1, "integrity information is generated where none came with the content"),
  VIRUSES(1, "all content is checked for viruses, and infected content is isolated"),
  MOVED(2, "integrity information is verified when content is moved or copied"),
  ORIGINALS(2, "original media are read behind write-blockers"),
  COPIED(2, "integrity information is backed up in a location separate from the content"),
  INTERVALS(3, "integrity information is verified at fixed intervals"),
  DOCUMENTED(3, "processes and outcomes of the verification are documented"),
  AUDITED(3, "integrity information is audited on demand"),
  EVENTS(4, "integrity information is verified in response to events"),
  REPAIRED(4, "corrupted content is replaced or repaired as necessary");

  /** Highest level. */
  static final int MAX_LEVEL = 4;

  private final int level;
  private final String text;

  NdsaCriterion(int level, String text) {
    this.level = level;
    this.text = text;
  }

  int level() {
    return level;
  }

  /** Returns the level with the purpose that the NDSA gives it. */
  String levelName() {
    return switch (level) {
      case 1 -> "1 know";
      case 2 -> "2 protect";
      case 3 -> "3 monitor";
      default -> "4 sustain";
    };
  }

  String text() {
    return text;
  }

  NdsaAnswer answer(FixityOverview overview) {
    return switch (this) {
      case VIRUSES, ORIGINALS, COPIED -> NdsaAnswer.NOT_KNOWN;
      case PROVIDED, GENERATED, MOVED ->
          overview.all().versions() > 0 ? NdsaAnswer.MET : NdsaAnswer.NOT_KNOWN;
      case INTERVALS -> NdsaAnswer.of(isReadAtIntervals(overview));
      case DOCUMENTED, AUDITED -> NdsaAnswer.of(statements(overview) > 0);
      case EVENTS -> NdsaAnswer.of(overview.ndsa().isEventWatched());
      case REPAIRED -> repaired(overview);
    };
  }

  private static long statements(FixityOverview overview) {
    return overview.cycles().stream().filter(it -> it.ended() != null).count();
  }

  /** Versions that wait for their first reading keep the promise, and show no interval yet. */
  private static boolean isReadAtIntervals(FixityOverview overview) {
    CoverageRow all = overview.all();
    return all.isKept() && all.archived() == 0 && all.onTime() > 0 && statements(overview) > 0;
  }

  /** Only a defect that was found and is not open any more shows that one is repaired. */
  private static NdsaAnswer repaired(FixityOverview overview) {
    if (!overview.defects().isEmpty()) {
      return NdsaAnswer.NOT_MET;
    }
    boolean wasFound =
        overview.cycles().stream().anyMatch(it -> it.ended() != null && it.defects() > 0);
    return wasFound ? NdsaAnswer.MET : NdsaAnswer.NOT_KNOWN;
  }

  /** Returns the fact that the answer rests on, or the one that is missing. */
  String fact(FixityOverview overview) {
    String versions = ReportNumber.count(overview.all().versions());
    return switch (this) {
      case PROVIDED -> "S3 checks a checksum that an upload states, and Waybill what S3 stored";
      case GENERATED -> "SHA-256 in signed records of " + versions + " versions";
      case VIRUSES -> "Waybill does not scan, and knows of no scan";
      case MOVED -> "each copy is compared with its record before the source is removed";
      case ORIGINALS -> "custody begins in S3; Waybill sees no medium";
      case COPIED -> "Waybill knows of no copy of the provenance bucket";
      case INTERVALS -> intervals(overview);
      case DOCUMENTED -> "signed statements of ended cycles: " + statements(overview);
      case AUDITED ->
          statements(overview) > 0
              ? "this report; its statements can be counted again, see below"
              : "no cycle has ended, so there is nothing to audit";
      case EVENTS ->
          overview.ndsa().isEventWatched()
              ? "what an audit shows as touched is examined at once"
              : "re-verification or audits are switched off";
      case REPAIRED -> repairs(overview);
    };
  }

  private static String intervals(FixityOverview overview) {
    CoverageRow all = overview.all();
    Instant oldest = all.oldest();
    if (all.onTime() == 0 || oldest == null || statements(overview) == 0) {
      return "no cycle has ended";
    }
    return "within "
        + ReportNumber.duration(overview.every())
        + ": "
        + ReportNumber.share(all.onTime(), all.readable())
        + "; overdue: "
        + ReportNumber.count(all.overdue())
        + "; archived, never read: "
        + ReportNumber.count(all.archived());
  }

  private static String repairs(FixityOverview overview) {
    if (!overview.defects().isEmpty()) {
      return "open defects: " + ReportNumber.count(overview.defects().size());
    }
    return repaired(overview) == NdsaAnswer.MET
        ? "defects of earlier cycles were read again as sealed"
        : "no statement names a defect, so nothing had to be repaired";
  }

  /** Returns the highest level of which all criteria and those below are met; 0 for none. */
  static int reached(FixityOverview overview) {
    return Arrays.stream(values())
        .filter(it -> it.answer(overview) != NdsaAnswer.MET)
        .mapToInt(it -> it.level - 1)
        .min()
        .orElse(MAX_LEVEL);
  }

  /** Returns the number of criteria with an answer. */
  static long count(FixityOverview overview, NdsaAnswer answer) {
    return Arrays.stream(values()).filter(it -> it.answer(overview) == answer).count();
  }
}
