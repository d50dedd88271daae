package dev.waybill.bench;

/**
 * Limit for a number.
 *
 * @param isLeast whether more is better
 */
record Goal(double value, boolean isLeast, String text) {
  static Goal least(double value) {
    return new Goal(value, true, "≥ " + shown(value));
  }

  static Goal most(double value, String unit) {
    return new Goal(value, false, "≤ " + shown(value) + unit);
  }

  String verdict(double measured) {
    boolean reached = isLeast ? measured >= value : measured <= value;
    return reached ? "reached" : "not reached";
  }

  private static String shown(double value) {
    return value == Math.rint(value) ? "" + (long) value : "" + value;
  }
}
