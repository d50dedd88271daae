package dev.waybill.alert.payload;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.Finding;
import dev.waybill.alert.Handling.State;
import java.util.Locale;

/** One-line summaries of an event. */
public final class AlertSummary {
  /** Limit of SNS for a subject. */
  private static final int MAX_SUBJECT_LENGTH = 100;

  private static final int MAX_LINE_LENGTH = 4000;

  private AlertSummary() {}

  /** Returns a log line with the uid, the problem and the fix; untrusted input starts no line. */
  public static String line(AlertEvent event) {
    Finding finding = event.finding();
    String text =
        finding.uid()
            + " "
            + finding.title()
            + ": "
            + finding.message()
            + "; "
            + finding.remediation()
            + (event.handling().comment().isEmpty() ? "" : "; " + event.handling().comment());
    return SafeText.oneLine(text, MAX_LINE_LENGTH);
  }

  /**
   * Returns a subject for a mail or an SNS message: printable ASCII, at most 100 characters,
   * starting with a letter.
   */
  public static String subject(AlertEvent event) {
    String text = "Waybill " + status(event) + ": " + event.finding().title();
    return SafeText.escape(
            text,
            MAX_SUBJECT_LENGTH - 2,
            point -> point >= 0x20 && point < 0x7f ? Character.toString(point) : "?")
        .replace("…", "...");
  }

  /**
   * Returns {@code critical}, {@code critical again}, {@code critical acknowledged} or another
   * decision that the event tells, or {@code ended}.
   */
  static String status(AlertEvent event) {
    String severity = event.severity().name().toLowerCase(Locale.ROOT);
    if (event.kind() == Kind.END) {
      return "ended";
    }
    if (event.handling().isNews()) {
      return severity + " " + decision(event.handling().state());
    }
    return event.kind() == Kind.UPDATE ? severity + " again" : severity;
  }

  private static String decision(State state) {
    return switch (state) {
      case NONE -> "no longer silenced";
      case ACKNOWLEDGED -> "acknowledged";
      case SILENCED -> "silenced";
    };
  }
}
