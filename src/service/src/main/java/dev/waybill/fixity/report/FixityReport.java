package dev.waybill.fixity.report;

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
    return ReportHtml.write(overview);
  }
}
