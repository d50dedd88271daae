package dev.waybill.bench;

import org.jspecify.annotations.Nullable;

/**
 * Row of a result table.
 *
 * @param id id of the goal, such as {@code P1}
 * @param what description of the measured number
 * @param goal limit with its comparison sign; empty when there is none
 * @param measured median and spread
 * @param verdict result of the comparison with the goal
 * @param ratio ratio that later runs are compared with; null when the row has none
 */
record ReportRow(
    String id, String what, String goal, String measured, String verdict, @Nullable Ratio ratio) {
  /**
   * Ratio that later runs are compared with.
   *
   * @param key key in the file of accepted ratios
   * @param goodness median, or its inverse when less is better
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
        series.format(),
        goal.verdict(median),
        new Ratio(key, goal.isMinimum() ? median : 1 / median));
  }

  static ReportRow number(String id, String what, Goal goal, Series series, String unit) {
    if (series.isEmpty()) {
      return unmeasured(id, what, goal.text(), "not measured");
    }
    return new ReportRow(
        id, what, goal.text(), series.format() + unit, goal.verdict(series.median()), null);
  }

  /** Returns a row without a goal. */
  static ReportRow plain(String id, String what, Series series, String unit) {
    return new ReportRow(id, what, "", series.format() + unit, "", null);
  }

  static ReportRow unmeasured(String id, String what, String goal, String reason) {
    return new ReportRow(id, what, goal, "–", reason, null);
  }
}
