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
 * Ratios that were accepted last. A later ratio is a regression when it is more than a fifth worse.
 */
final class AcceptedRatios {
  static final Path FILE = Path.of("src", "bench", "peers", "accepted.properties");

  private static final double ALLOWED_SHARE = 0.8;

  private final Properties ratios = new Properties();

  static AcceptedRatios read() throws IOException {
    AcceptedRatios read = new AcceptedRatios();
    if (Files.exists(FILE)) {
      try (Reader reader = Files.newBufferedReader(FILE)) {
        read.ratios.load(reader);
      }
    }
    return read;
  }

  /** Returns one line for each ratio that is worse by more than a fifth. */
  List<String> regressions(List<ReportRow> rows) {
    List<String> regressions = new ArrayList<>();
    for (ReportRow row : rows) {
      ReportRow.Ratio ratio = row.ratio();
      String accepted = ratio == null ? null : ratios.getProperty(ratio.key());
      if (accepted != null && ratio.goodness() < ALLOWED_SHARE * Double.parseDouble(accepted)) {
        regressions.add(
            String.format(
                Locale.ROOT,
                "%s: %s was %s and is %.2f",
                row.id(),
                ratio.key(),
                accepted,
                ratio.goodness()));
      }
    }
    return regressions;
  }

  /** Stores the ratios of a run as accepted ones; ratios of other rows stay. */
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
