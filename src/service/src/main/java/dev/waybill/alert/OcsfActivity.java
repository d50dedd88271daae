package dev.waybill.alert;

import dev.waybill.alert.AlertEvent.Kind;
import java.util.Locale;

/** OCSF activity and status for each kind of event. */
enum OcsfActivity {
  CREATE(Kind.BEGIN, 1, "Create", 1, "New"),
  UPDATE(Kind.UPDATE, 2, "Update", 2, "In Progress"),
  CLOSE(Kind.END, 3, "Close", 4, "Resolved");

  private final Kind kind;
  private final int id;
  private final String caption;
  private final int statusId;
  private final String status;

  OcsfActivity(Kind kind, int id, String caption, int statusId, String status) {
    this.kind = kind;
    this.id = id;
    this.caption = caption;
    this.statusId = statusId;
    this.status = status;
  }

  static OcsfActivity of(Kind kind) {
    return switch (kind) {
      case BEGIN -> CREATE;
      case UPDATE -> UPDATE;
      case END -> CLOSE;
    };
  }

  /** Returns the CloudEvents type. */
  String type() {
    return "dev.waybill.finding." + kind.name().toLowerCase(Locale.ROOT);
  }

  int id() {
    return id;
  }

  String caption() {
    return caption;
  }

  int statusId() {
    return statusId;
  }

  String status() {
    return status;
  }
}
