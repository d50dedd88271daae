package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writer of the measured parts of docs/reference/benchmarks.md. The text around the parts is
 * written by hand.
 */
final class BenchmarkReport {
  static final Path DOCUMENT = Path.of("docs", "reference", "benchmarks.md");

  private BenchmarkReport() {}

  static String table(List<ReportRow> rows) {
    StringBuilder table =
        new StringBuilder(
            """
            | | measured | goal | median [spread] | verdict |
            |---|---|---|---|---|
            """);
    for (ReportRow row : rows) {
      String line = "| %s | %s | %s | %s | %s |\n";
      table.append(line.formatted(row.id(), row.what(), row.goal(), row.measured(), row.verdict()));
    }
    return table.toString();
  }

  /** Replaces a part of the document. A part is delimited by comments with its name. */
  static void put(String part, String text) throws IOException {
    String document = Files.readString(DOCUMENT);
    String begin = "<!-- " + part + " -->\n";
    String end = "<!-- /" + part + " -->";
    Pattern between =
        Pattern.compile(Pattern.quote(begin) + ".*?" + Pattern.quote(end), Pattern.DOTALL);
    String replaced =
        between.matcher(document).replaceFirst(Matcher.quoteReplacement(begin + text + end));
    Files.writeString(DOCUMENT, replaced);
  }
}
