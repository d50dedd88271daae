package dev.waybill.fixity.report;

import dev.waybill.page.ReportPage;
import java.util.List;
import java.util.stream.Stream;

/** Report on everything sealed, for operators, programs and auditors. */
public final class FixityReport {
  private final FixityOverview overview;

  public FixityReport(FixityOverview overview) {
    this.overview = overview;
  }

  /** Returns lines for a terminal. */
  public String text() {
    return ReportText.write(overview);
  }

  /** Returns one JSON object with everything. */
  public String json() {
    return ReportJson.write(overview);
  }

  /** Returns one page of HTML, without scripts and references, that prints on A4. */
  public String html() {
    return new ReportPage(
            "Fixity of " + overview.origin(),
            ReportNumber.time(overview.at()),
            overview.verdict(),
            List.of(),
            ReportSentences.facts(overview),
            ReportTables.of(overview),
            steps())
        .html();
  }

  private List<String> steps() {
    return Stream.concat(
            Stream.of("To check a statement"), ReportSentences.check(overview).stream())
        .toList();
  }
}
