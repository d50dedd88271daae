package dev.waybill.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One number of every round. */
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

  /** Round by round, so that what slows a round down slows both sides. */
  Series over(Series other) {
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

  /** Median and spread, such as {@code 2.1 [1.9–2.3]}. */
  String show() {
    if (values.isEmpty()) {
      return "–";
    }
    List<Double> sorted = sorted();
    String spread =
        values.size() == 1
            ? ""
            : " [" + show(sorted.get(0)) + "–" + show(sorted.get(sorted.size() - 1)) + "]";
    return show(median()) + spread;
  }

  private static String show(double value) {
    double size = Math.abs(value);
    String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
