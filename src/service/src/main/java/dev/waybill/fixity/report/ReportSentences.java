package dev.waybill.fixity.report;

import java.util.List;

/** Sentences of the report for readers. */
final class ReportSentences {
  private ReportSentences() {}

  /** Returns the main facts. */
  static List<String> facts(FixityOverview overview) {
    CoverageRow all = overview.all();
    return List.of(
        "Sealed: "
            + ReportNumber.count(all.versions())
            + " versions, "
            + ReportNumber.bytes(all.bytes())
            + ", in the log "
            + overview.origin()
            + ".",
        "Promise: 99.9 % re-read within "
            + ReportNumber.duration(overview.every())
            + ", and all within 1.1 times that. "
            + kept(all),
        "Oldest re-reading that counts: "
            + ReportNumber.time(all.oldest())
            + ". Presence last seen: "
            + ReportNumber.time(overview.lastGlance())
            + ", promised every "
            + ReportNumber.duration(overview.glance())
            + ".",
        "Not verified: "
            + ReportNumber.count(all.archived())
            + " archived versions, which cannot be read without a restore; the promise does not"
            + " cover them.",
        "Only bytes that were read again and hashed count for the promise. Listings and statements"
            + " of S3 about itself do not.");
  }

  private static String kept(CoverageRow all) {
    if (all.readable() == 0) {
      return "There is nothing to re-read.";
    }
    return (all.isKept() ? "Kept: " : "Not kept: ")
        + ReportNumber.share(all.onTime(), all.readable())
        + " in time, "
        + ReportNumber.count(all.overdue())
        + " overdue."
        + (all.waiting() == 0
            ? ""
            : " New, and not due yet for the first re-reading: "
                + ReportNumber.count(all.waiting())
                + ".");
  }

  /** Returns the instruction to check the statements. */
  static List<String> check(FixityOverview overview) {
    String bucket = overview.bucket();
    String cycle =
        overview.cycles().stream()
            .filter(it -> it.ended() != null)
            .findFirst()
            .map(it -> it.cycle().name())
            .orElse("CYCLE");
    return List.of(
        "aws s3 sync s3://" + bucket + "/fixity/ fixity/",
        "python3 recompute-fixity.py fixity/cycle/" + cycle + ".sigstore.json . --list results",
        "java -jar waybill-verify.jar fixity/cycle/"
            + cycle
            + ".sigstore.json --object results --key PUB.pem");
  }
}
