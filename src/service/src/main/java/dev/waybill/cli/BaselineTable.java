package dev.waybill.cli;

import dev.waybill.baseline.BaselineReport;
import dev.waybill.baseline.ControlResult;
import dev.waybill.baseline.ControlResult.Status;
import dev.waybill.record.offline.EscapedText;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Table of controls: one line each, with the fix below a control that does not hold. */
final class BaselineTable {
  private static final String INDENT = " ".repeat(37);
  private static final int RED = 31;
  private static final int GREEN = 32;
  private static final int YELLOW = 33;

  private final PrintWriter out;
  private final boolean colours;

  BaselineTable(PrintWriter out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  void print(ControlResult result) {
    String id = result.control().id();
    switch (result.status()) {
      case HOLDS -> line(result.status(), id, result.is());
      case FIXED -> {
        line(result.status(), id, result.should());
        more("was", result.is());
      }
      case NOT_SERVED, BLOCKED -> line(result.status(), id, result.note());
      default -> wrong(result);
    }
    out.flush();
  }

  private void wrong(ControlResult result) {
    String first = result.note().isEmpty() ? result.control().protects() : result.note();
    line(result.status(), result.control().id(), first);
    if (!result.is().isEmpty()) {
      more("is", result.is());
      more("should be", result.should());
    }
    more("fix", result.control().fix());
    more("see", result.control().reference());
  }

  private void line(Status status, String id, String text) {
    String word = String.format(Locale.ROOT, "%-9s", word(status));
    String shown = colours ? "\u001b[" + colour(status) + "m" + word + "\u001b[0m" : word;
    out.println(String.format(Locale.ROOT, "%s  %-24s  %s", shown, id, EscapedText.of(text)));
  }

  private void more(String name, String text) {
    out.println(String.format(Locale.ROOT, "%s%-9s  %s", INDENT, name, EscapedText.of(text)));
  }

  /** Prints the number of controls per status. */
  void summary(BaselineReport report) {
    String counts =
        Arrays.stream(Status.values())
            .filter(it -> report.count(it) > 0)
            .map(it -> report.count(it) + " " + word(it))
            .collect(Collectors.joining(", "));
    out.println();
    out.println(
        report.results().size()
            + " controls of account "
            + report.account()
            + " in "
            + report.region()
            + ": "
            + counts);
  }

  private static String word(Status status) {
    return switch (status) {
      case HOLDS -> "ok";
      case FIXED -> "fixed";
      case DRIFTED -> "DRIFT";
      case REFUSED -> "REFUSED";
      case UNREADABLE -> "UNREAD";
      case BLOCKED -> "BLOCKED";
      case NOT_SERVED -> "skipped";
    };
  }

  private static int colour(Status status) {
    return switch (status) {
      case HOLDS, FIXED -> GREEN;
      case NOT_SERVED -> YELLOW;
      default -> RED;
    };
  }
}
