package dev.waybill.estimate;

/** Part of Waybill whose calls are estimated on their own. */
public enum EstimatePart {
  SEALING("sealing and promotion"),
  LOG("entries into the log"),
  SEQUENCER("sequencer of an idle log"),
  WATCH("watch over the log"),
  LISTING("records compared with the log"),
  REREADING("re-verification"),
  GLANCE("glances"),
  RECONCILIATION("reconciliation");

  private final String label;

  EstimatePart(String label) {
    this.label = label;
  }

  /** Returns the name for readers. */
  public String label() {
    return label;
  }
}
