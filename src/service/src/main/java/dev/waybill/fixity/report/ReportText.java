package dev.waybill.fixity.report;

import dev.waybill.page.PageTable;
import dev.waybill.record.offline.EscapedText;
import java.util.List;

/** Text form of the report, safe to print on a terminal. */
final class ReportText {
  private ReportText() {}

  static String write(FixityOverview overview) {
    StringBuilder text = new StringBuilder();
    text.append("Fixity of ").append(safe(overview.origin())).append(" at ");
    text.append(ReportNumber.time(overview.at())).append('\n');
    text.append(overview.verdict()).append("\n\n");
    ReportSentences.facts(overview).forEach(it -> text.append(safe(it)).append('\n'));
    ReportTables.of(overview).forEach(it -> append(text, it));
    text.append("\nTo check a statement:\n");
    ReportSentences.check(overview).forEach(it -> text.append("  ").append(it).append('\n'));
    return text.toString();
  }

  private static void append(StringBuilder text, PageTable table) {
    text.append('\n').append(table.title()).append('\n');
    if (!table.rows().isEmpty()) {
      int[] widths = new int[table.head().size()];
      table.lines().forEach(it -> widen(widths, it));
      table.lines().forEach(it -> appendLine(text, widths, it));
    }
    if (!table.note().isEmpty()) {
      text.append("  ").append(table.note()).append('\n');
    }
  }

  private static void widen(int[] widths, List<String> line) {
    for (int at = 0; at < widths.length; at++) {
      widths[at] = Math.max(widths[at], safe(line.get(at)).length());
    }
  }

  private static void appendLine(StringBuilder text, int[] widths, List<String> line) {
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < widths.length; at++) {
      String value = safe(line.get(at));
      out.append("  ").append(value).append(" ".repeat(widths[at] - value.length()));
    }
    text.append(out.toString().stripTrailing()).append('\n');
  }

  private static String safe(String text) {
    return EscapedText.of(text);
  }
}
