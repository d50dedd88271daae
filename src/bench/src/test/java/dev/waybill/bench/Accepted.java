package dev.waybill.bench;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The ratios that were accepted last. A later run may be better or a little worse; only one that
 * lost a fifth has lost something.
 */
final class Accepted {
  static final Path FILE = Path.of("src", "bench", "peers", "accepted.properties");

  private static final double KEPT = 0.8;

  private final Properties ratios = new Properties();

  static Accepted read() throws IOException {
    Accepted accepted = new Accepted();
    if (Files.exists(FILE)) {
      try (Reader reader = Files.newBufferedReader(FILE)) {
        accepted.ratios.load(reader);
      }
    }
    return accepted;
  }

  /** Returns one line for each ratio that is worse by more than a fifth. */
  List<String> lost(List<ReportRow> rows) {
    List<String> lost = new ArrayList<>();
    for (ReportRow row : rows) {
      ReportRow.Ratio ratio = row.ratio();
      String before = ratio == null ? null : ratios.getProperty(ratio.key());
      if (before != null && ratio.goodness() < KEPT * Double.parseDouble(before)) {
        lost.add(
            String.format(
                Locale.ROOT,
                "%s: %s was %s and is %.2f",
                row.id(),
                ratio.key(),
                before,
                ratio.goodness()));
      }
    }
    return lost;
  }

  /** Takes a run's ratios as those to be held against; others stay. */
  void accept(List<ReportRow> rows) throws IOException {
    TreeMap<String, String> sorted = new TreeMap<>();
    ratios.stringPropertyNames().forEach(key -> sorted.put(key, ratios.getProperty(key)));
    for (ReportRow row : rows) {
      ReportRow.Ratio ratio = row.ratio();
      if (ratio != null) {
        sorted.put(ratio.key(), String.format(Locale.ROOT, "%.3f", ratio.goodness()));
      }
    }
    StringBuilder text =
        new StringBuilder(
            "# Ratios of the benchmark as accepted by -Dbench.accept=true; more is better. A run"
                + " whose ratio\n# is below 0.8 of one here fails.\n");
    sorted.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    Files.writeString(FILE, text);
  }
}
