package dev.waybill.bench;

/**
 * Goal for a measured number.
 *
 * @param isMinimum true when the value is a minimum
 */
record Goal(double value, boolean isMinimum, String text) {
  static Goal atLeast(double value) {
    return new Goal(value, true, "≥ " + format(value));
  }

  static Goal atMost(double value, String unit) {
    return new Goal(value, false, "≤ " + format(value) + unit);
  }

  String verdict(double measured) {
    boolean reached = isMinimum ? measured >= value : measured <= value;
    return reached ? "reached" : "not reached";
  }

  private static String format(double value) {
    return value == Math.rint(value) ? "" + (long) value : "" + value;
  }
}
