package dev.waybill.cli;

import dev.waybill.fixity.report.ReportNumber;
import dev.waybill.fixity.second.JobState;
import dev.waybill.fixity.second.PreparedRead;
import dev.waybill.fixity.second.ReadPrice;
import dev.waybill.fixity.second.SecondFinding;
import dev.waybill.fixity.second.SecondOutcome;
import dev.waybill.fixity.second.SecondReport;
import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text that the command {@code fixity second-read} prints. */
final class SecondReadText {
  private static final int LABEL_WIDTH = 12;

  /** Limit of the versions that are named although no bytes are known to be wrong. */
  private static final int MAX_OPEN = 20;

  private final PrintWriter out;

  SecondReadText(PrintWriter out) {
    this.out = out;
  }

  void print(PreparedRead read) {
    ReadPrice price = read.price();
    line("sealed", versions(read.sealed()) + leftOut(read));
    line("stored", versions(price.objects()) + ", " + ReportNumber.bytes(price.bytes()));
    line(
        "price",
        dollars(price.dollars())
            + ": "
            + dollars(price.dollarsOfJob())
            + " for the job, "
            + dollars(price.dollarsOfObjects())
            + " for objects, "
            + dollars(price.dollarsOfBytes())
            + " for bytes, "
            + dollars(price.dollarsOfRequests())
            + " for requests");
  }

  private static String leftOut(PreparedRead read) {
    List<String> parts = new ArrayList<>();
    if (read.young() > 0) {
      parts.add(ReportNumber.count(read.young()) + " sealed too lately");
    }
    if (read.elsewhere() > 0) {
      parts.add(ReportNumber.count(read.elsewhere()) + " in other buckets");
    }
    return parts.isEmpty() ? "" : "; left out: " + String.join(", ", parts);
  }

  void print(JobState state) {
    text(
        state.phase().name().toLowerCase(Locale.ROOT)
            + ": "
            + ReportNumber.count(state.succeeded() + state.failed())
            + " of "
            + versions(state.tasks()));
  }

  /** Prints a result, and returns the exit code. */
  int print(SecondReport report) {
    long open = 0;
    for (SecondFinding finding : report.findings()) {
      if (finding.isDefect() || open++ < MAX_OPEN) {
        text(finding(finding));
      }
    }
    report
        .problems()
        .forEach(
            (problem, count) ->
                text("report  " + problem.label() + ": " + ReportNumber.count(count)));
    text(
        versions(report.sealed())
            + ": "
            + List.of(SecondOutcome.values()).stream()
                .map(it -> ReportNumber.count(report.count(it)) + " " + it.label())
                .collect(Collectors.joining(", ")));
    return end(report);
  }

  private int end(SecondReport report) {
    if (report.defects() > 0) {
      text("DEFECTS: " + ReportNumber.count(report.defects()));
      return ExitCode.FINDING;
    }
    if (!report.isClean()) {
      text("NOT VERIFIED: see above; fixity run --once reads with Waybill's own reader");
      return ExitCode.UNREACHABLE;
    }
    text("verified");
    return ExitCode.SUCCESS;
  }

  private static String finding(SecondFinding finding) {
    String label = finding.isUnexplained() ? "unexplained" : finding.outcome().label();
    return pad(label)
        + finding.version().uri()
        + (finding.isUnexplained() ? "" : "  entry " + finding.index())
        + (finding.reason().isEmpty() ? "" : ": " + finding.reason())
        + (finding.own() == null ? "" : "; read by Waybill: " + finding.own().label());
  }

  static String dollars(double dollars) {
    return String.format(Locale.ROOT, dollars < 1 ? "$%.4f" : "$%,.2f", dollars);
  }

  private static String versions(long count) {
    return ReportNumber.count(count) + (count == 1 ? " version" : " versions");
  }

  private void line(String label, String value) {
    text(pad(label) + value);
  }

  void text(String text) {
    out.println(EscapedText.of(text));
    out.flush();
  }

  private static String pad(String text) {
    return text + " ".repeat(Math.max(1, LABEL_WIDTH - text.length()));
  }
}
