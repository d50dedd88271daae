package dev.waybill.fixity.report;

import dev.waybill.page.PageTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tables of a report for readers, with as many rows as fit on one page. */
final class ReportTables {
  /** Limits for the rows that one page holds; the JSON form has all. */
  private static final int MAX_COVERAGE = 7;

  private static final int MAX_CYCLES = 3;
  private static final int MAX_LISTED = 5;
  private static final int MAX_CHARACTERS = 120;
  private static final int MAX_TAIL = 45;

  private ReportTables() {}

  /** Returns the tables of a report in their order. */
  static List<PageTable> of(FixityOverview overview) {
    return List.of(
        coverage("By prefix", "prefix", overview.prefixes()),
        coverage("By size", "size", overview.sizes()),
        defects(overview),
        gaps(overview),
        cycles(overview),
        ndsa(overview));
  }

  private static PageTable coverage(String title, String label, List<CoverageRow> rows) {
    return new PageTable(
        title,
        List.of(label, "versions", "bytes", "re-read in time", "overdue", "archived", "oldest"),
        folded(rows).stream().map(ReportTables::coverage).toList(),
        "");
  }

  static List<String> coverage(CoverageRow row) {
    return List.of(
        clipped(row.label()),
        ReportNumber.count(row.versions()),
        ReportNumber.bytes(row.bytes()),
        ReportNumber.share(row.onTime(), row.readable()),
        ReportNumber.count(row.overdue()),
        ReportNumber.count(row.archived()),
        ReportNumber.time(row.oldest()));
  }

  /** Adds the rows for which there is no room up in one. */
  private static List<CoverageRow> folded(List<CoverageRow> rows) {
    if (rows.size() <= MAX_COVERAGE) {
      return rows;
    }
    List<CoverageRow> folded = new ArrayList<>(rows.subList(0, MAX_COVERAGE - 1));
    List<CoverageRow> rest = rows.subList(MAX_COVERAGE - 1, rows.size());
    String label = "(" + rest.size() + " others)";
    rest.stream().reduce((one, other) -> one.plus(other, label)).ifPresent(folded::add);
    return folded;
  }

  private static PageTable defects(FixityOverview overview) {
    List<List<String>> rows =
        overview.defects().stream()
            .limit(MAX_LISTED)
            .map(
                it ->
                    List.of(
                        it.condition().label(),
                        ReportNumber.time(it.found()),
                        Long.toString(it.index()),
                        clipped(it.uri())))
            .toList();
    return new PageTable(
        "Open defects",
        List.of("condition", "found", "entry", "version"),
        rows,
        more(overview.defects().size(), rows.size(), "None."));
  }

  private static PageTable gaps(FixityOverview overview) {
    List<List<String>> rows =
        overview.gaps().stream()
            .limit(MAX_LISTED)
            .map(
                it ->
                    List.of(
                        it.from() + " to " + (it.to() - 1),
                        ReportNumber.time(it.since()),
                        clipped(it.reason())))
            .toList();
    return new PageTable(
        "Gaps: overdue entries of the log",
        List.of("entries", "last re-read", "reason"),
        rows,
        more(overview.gaps().size(), rows.size(), "None."));
  }

  private static PageTable cycles(FixityOverview overview) {
    List<List<String>> rows =
        overview.cycles().stream()
            .limit(MAX_CYCLES)
            .map(
                it ->
                    List.of(
                        it.cycle().name(),
                        it.ended() == null ? "running" : ReportNumber.time(it.ended()),
                        ReportNumber.count(it.reread()) + " of " + ReportNumber.count(it.due()),
                        ReportNumber.count(it.gaps()),
                        ReportNumber.count(it.defects())))
            .toList();
    return new PageTable(
        "Cycles and their signed statements",
        List.of("cycle", "ended", "re-read and intact", "gaps", "defects"),
        rows,
        more(overview.cycles().size(), rows.size(), "None yet."));
  }

  private static PageTable ndsa(FixityOverview overview) {
    long unknown = NdsaCriterion.count(overview, NdsaAnswer.NOT_KNOWN);
    return new PageTable(
        "NDSA Levels of Digital Preservation 2.0, integrity: "
            + NdsaCriterion.count(overview, NdsaAnswer.MET)
            + " of "
            + NdsaCriterion.values().length
            + " criteria met, level "
            + NdsaCriterion.reached(overview)
            + " of "
            + NdsaCriterion.MAX_LEVEL,
        List.of("level", "criterion", "answer", "fact"),
        Arrays.stream(NdsaCriterion.values())
            .map(
                it ->
                    List.of(
                        it.levelName(), it.text(), it.answer(overview).label(), it.fact(overview)))
            .toList(),
        "A level is reached when every criterion up to it is met."
            + (unknown == 0
                ? ""
                : " Waybill cannot know " + unknown + " of them; the operator has to show these."));
  }

  /** Shortens a long text in its middle; counts code points, so that none is cut in two. */
  private static String clipped(String text) {
    int length = text.codePointCount(0, text.length());
    if (length <= MAX_CHARACTERS) {
      return text;
    }
    int head = text.offsetByCodePoints(0, MAX_CHARACTERS - MAX_TAIL - 1);
    int tail = text.offsetByCodePoints(text.length(), -MAX_TAIL);
    return text.substring(0, head) + "…" + text.substring(tail);
  }

  private static String more(int all, int shown, String none) {
    if (all == 0) {
      return none;
    }
    return all == shown ? "" : ReportNumber.count(all - shown) + " more; --json lists all.";
  }
}
