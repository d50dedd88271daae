package dev.waybill.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param id of the goal, such as {@code P1}
 * @param what is measured
 * @param goal as a number with its sense; empty when there is none
 * @param measured median and spread
 * @param verdict what the goal's says of it
 * @param ratio what later runs are held against; null when it is no ratio of this run
 */
record ReportRow(
    String id, String what, String goal, String measured, String verdict, @Nullable Ratio ratio) {
  /**
   * A ratio that later runs are held against.
   *
   * @param key names it in the file of accepted ones
   * @param goodness the median, or its inverse when less is better
   */
  record Ratio(String key, double goodness) {}

  static ReportRow ratio(String id, String what, Goal goal, String key, Series series) {
    if (series.isEmpty()) {
      return unmeasured(id, what, goal.text(), "not measured");
    }
    double median = series.median();
    return new ReportRow(
        id,
        what,
        goal.text(),
        series.show(),
        goal.verdict(median),
        new Ratio(key, goal.isLeast() ? median : 1 / median));
  }

  static ReportRow number(String id, String what, Goal goal, Series series, String unit) {
    return new ReportRow(
        id, what, goal.text(), series.show() + unit, goal.verdict(series.median()), null);
  }

  /** A number that no goal is about. */
  static ReportRow plain(String id, String what, Series series, String unit) {
    return new ReportRow(id, what, "", series.show() + unit, "", null);
  }

  static ReportRow unmeasured(String id, String what, String goal, String why) {
    return new ReportRow(id, what, goal, "–", why, null);
  }
}
