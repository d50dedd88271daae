package dev.waybill.localcloud.batch;

/** Statuses of a job. */
enum JobStatus {
  NEW("New"),
  PREPARING("Preparing"),
  SUSPENDED("Suspended"),
  READY("Ready"),
  ACTIVE("Active"),
  COMPLETE("Complete"),
  CANCELLED("Cancelled"),
  FAILED("Failed");

  private final String label;

  JobStatus(String label) {
    this.label = label;
  }

  /** Returns the name in requests and responses. */
  String label() {
    return label;
  }

  /** Returns true when the status never changes again. */
  boolean isFinal() {
    return this == COMPLETE || this == CANCELLED || this == FAILED;
  }
}
