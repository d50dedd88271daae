package dev.waybill.fixity.report;

/** Answer to a criterion, as far as the facts of a report give one. */
enum NdsaAnswer {
  MET("met"),
  NOT_MET("not met"),

  /** The facts are not those of Waybill; the operator shows them. */
  NOT_KNOWN("not known");

  private final String label;

  NdsaAnswer(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  static NdsaAnswer of(boolean isMet) {
    return isMet ? MET : NOT_MET;
  }
}
