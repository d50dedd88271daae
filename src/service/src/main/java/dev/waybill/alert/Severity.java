package dev.waybill.alert;

/** Severity of a finding, with the ids of OCSF's {@code severity_id}. */
public enum Severity {
  INFORMATIONAL(1, "Informational"),
  LOW(2, "Low"),
  MEDIUM(3, "Medium"),
  HIGH(4, "High"),
  CRITICAL(5, "Critical");

  private final int id;
  private final String caption;

  Severity(int id, String caption) {
    this.id = id;
    this.caption = caption;
  }

  /** Returns OCSF's {@code severity_id}: 1 informational to 5 critical. */
  public int id() {
    return id;
  }

  String caption() {
    return caption;
  }
}
