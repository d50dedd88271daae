package dev.waybill.alert;

import dev.waybill.alert.AlertEvent.Kind;
import java.util.Locale;

/** OCSF activity for each kind of event. */
enum OcsfActivity {
  CREATE(Kind.BEGIN, 1, "Create", OcsfStatus.NEW),
  UPDATE(Kind.UPDATE, 2, "Update", OcsfStatus.IN_PROGRESS),
  CLOSE(Kind.END, 3, "Close", OcsfStatus.RESOLVED);

  private final Kind kind;
  private final int id;
  private final String caption;
  private final OcsfStatus status;

  OcsfActivity(Kind kind, int id, String caption, OcsfStatus status) {
    this.kind = kind;
    this.id = id;
    this.caption = caption;
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

  /** Returns the status of an incident that nobody decided anything about. */
  OcsfStatus status() {
    return status;
  }
}
