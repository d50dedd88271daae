package dev.waybill.cli;

import dev.waybill.cli.FixityService.Defect;
import dev.waybill.cli.FixityService.Status;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.plan.CoverageCount;
import dev.waybill.fixity.plan.FixityStanding;
import dev.waybill.fixity.plan.PlanPrice;
import dev.waybill.fixity.report.ReportNumber;
import dev.waybill.record.FixityStatement;
import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Text that the command {@code fixity} prints. */
final class FixityText {
  private static final int LABEL_WIDTH = 14;
  private static final int CONDITION_WIDTH = 20;
  private static final double HOUR = 3600;

  private final PrintWriter out;

  FixityText(PrintWriter out) {
    this.out = out;
  }

  void print(Status status) {
    FixityStanding standing = status.standing();
    CoverageCount all = standing.coverage().total();
    line(
        "cycle",
        standing.plan().cycle().id()
            + ", begun "
            + ReportNumber.time(standing.plan().cycle().id().began())
            + ", "
            + versions(standing.plan().cycle().size()));
    line("promise", promise(standing));
    line("oldest", ReportNumber.time(all.oldest()));
    line("never read", ReportNumber.count(all.never()) + waiting(standing));
    line("unverifiable", ReportNumber.count(all.unverifiable()) + " archived");
    defects(status);
    line("left", left(standing));
    line("rate", rate(standing));
    line("statement", statement(status));
  }

  private static String promise(FixityStanding standing) {
    CoverageCount all = standing.coverage().total();
    long readable = all.versions() - all.unverifiable();
    return (standing.isKept() ? "kept: " : "NOT KEPT: ")
        + ReportNumber.share(all.within(), readable)
        + " of "
        + versions(readable)
        + " re-read within "
        + ReportNumber.duration(standing.plan().policy().every())
        + ", "
        + ReportNumber.count(standing.overdueVersions())
        + " overdue";
  }

  private static String waiting(FixityStanding standing) {
    return standing.waiting() == 0
        ? ""
        : ", " + ReportNumber.count(standing.waiting()) + " of them new and not due yet";
  }

  private void defects(Status status) {
    Map<FixityCondition, Long> counts = new TreeMap<>(status.standing().coverage().openDefects());
    line("defects", counts.isEmpty() ? "none" : "OPEN");
    counts.forEach(
        (condition, count) -> {
          List<Defect> named =
              status.named().stream().filter(it -> it.condition() == condition).toList();
          named.forEach(this::print);
          if (named.size() < count) {
            line(
                pad(condition.label(), CONDITION_WIDTH)
                    + ReportNumber.count(count - named.size())
                    + " more; fixity report --json names all");
          }
        });
  }

  /** Prints a version that is not as sealed. */
  void print(Defect defect) {
    line(
        pad(defect.condition().label(), CONDITION_WIDTH)
            + defect.version()
            + "  entry "
            + defect.index()
            + (defect.since() == null ? "" : ", since " + ReportNumber.time(defect.since()))
            + (defect.detail().isEmpty() ? "" : ": " + defect.detail()));
  }

  private static String left(FixityStanding standing) {
    if (standing.left().versions() == 0) {
      return "nothing in this cycle";
    }
    return versions(standing.left().versions())
        + ", "
        + ReportNumber.bytes(standing.left().bytes())
        + ": "
        + ReportNumber.span(standing.rate().workSeconds())
        + " at the budget, "
        + ReportNumber.span(standing.rate().leftSeconds())
        + " until the promise breaks"
        + (standing.rate().isLate() ? "; LATE: raise the budget, see fixity plan" : "");
  }

  private static String rate(FixityStanding standing) {
    Duration left = standing.timeLeft();
    return String.format(
            Locale.ROOT, "%.1f versions/s since the cycle began", standing.versionsPerSecond())
        + (left == null || left.isZero()
            ? ""
            : ": about " + ReportNumber.span((double) left.toSeconds()) + " left");
  }

  private static String statement(Status status) {
    FixityStatement last = status.statement();
    return last == null ? "none yet" : last.key() + " at " + ReportNumber.time(last.at());
  }

  void print(PlanPrice price) {
    line(
        "versions",
        versions(price.versions())
            + ", "
            + ReportNumber.bytes(price.bytes())
            + (price.isEstimate() ? " (sizes are an estimate)" : ""));
    line("requests", ReportNumber.count(Math.round(price.requests())));
    line(
        "time",
        ReportNumber.span(price.hours() * HOUR)
            + " at the budget; a cycle takes "
            + ReportNumber.span(price.days() * 24 * HOUR));
    line(
        "price",
        dollars(price.dollars())
            + " a cycle: "
            + dollars(price.dollars() - price.dollarsOfEvents())
            + " for requests, "
            + dollars(price.dollarsOfEvents())
            + " for data events of CloudTrail, at the list prices of "
            + price.prices().region());
    line(
        "traffic",
        "free with a gateway endpoint of S3; "
            + dollars(price.dollarsOfNat())
            + " more through a NAT gateway");
    line("budget", price.isSufficient() ? "suffices" : "DOES NOT SUFFICE");
    price.advice().forEach(it -> line("", it));
  }

  private static String dollars(double dollars) {
    return String.format(Locale.ROOT, dollars < 1 ? "$%.4f" : "$%,.2f", dollars);
  }

  private static String versions(long count) {
    return ReportNumber.count(count) + (count == 1 ? " version" : " versions");
  }

  private void line(String label, String value) {
    line(pad(label, LABEL_WIDTH) + value);
  }

  void line(String text) {
    out.println(EscapedText.of(text));
    out.flush();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }
}
