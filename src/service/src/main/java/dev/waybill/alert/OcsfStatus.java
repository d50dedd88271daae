package dev.waybill.alert;

import dev.waybill.alert.Handling.State;

/** OCSF status of a detection finding. */
enum OcsfStatus {
  NEW(1, "New"),
  IN_PROGRESS(2, "In Progress"),
  SUPPRESSED(3, "Suppressed"),
  RESOLVED(4, "Resolved");

  private final int id;
  private final String caption;

  OcsfStatus(int id, String caption) {
    this.id = id;
    this.caption = caption;
  }

  /** Returns the status of an event; an end is resolved, whatever people decided before. */
  static OcsfStatus of(OcsfActivity activity, State handling) {
    if (activity == OcsfActivity.CLOSE) {
      return RESOLVED;
    }
    return switch (handling) {
      case NONE -> activity.status();
      case ACKNOWLEDGED -> IN_PROGRESS;
      case SILENCED -> SUPPRESSED;
    };
  }

  int id() {
    return id;
  }

  String caption() {
    return caption;
  }
}
