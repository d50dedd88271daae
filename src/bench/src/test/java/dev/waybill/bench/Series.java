package dev.waybill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Series of one number per round. */
final class Series {
  private final List<Double> values = new ArrayList<>();

  static Series of(double... values) {
    Series series = new Series();
    for (double value : values) {
      series.add(value);
    }
    return series;
  }

  void add(double value) {
    values.add(value);
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  /** Divides round by round, so that a slow round affects both sides. */
  Series dividedBy(Series other) {
    Series ratios = new Series();
    for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
      ratios.add(values.get(i) / other.values.get(i));
    }
    return ratios;
  }

  double median() {
    List<Double> sorted = sorted();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double percentile(double share) {
    List<Double> sorted = sorted();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }

  private List<Double> sorted() {
    return values.stream().sorted().toList();
  }

  /** Returns median and spread, such as {@code 2.1 [1.9–2.3]}. */
  String format() {
    if (values.isEmpty()) {
      return "–";
    }
    List<Double> sorted = sorted();
    String spread =
        values.size() == 1
            ? ""
            : " [" + format(sorted.get(0)) + "–" + format(sorted.get(sorted.size() - 1)) + "]";
    return format(median()) + spread;
  }

  private static String format(double value) {
    double size = Math.abs(value);
    String pattern = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, pattern, value);
  }
}
