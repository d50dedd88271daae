package dev.waybill.alert.payload;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import java.util.Locale;

/** An event in one line. */
public final class Summary {
  /** SNS's limit for a subject. */
  private static final int SUBJECT = 100;

  private static final int LINE = 4000;

  private Summary() {}

  /** For a log: what, where and what mends it; foreign text cannot begin a line. */
  public static String line(AlertEvent event) {
    var finding = event.finding();
    String text =
        finding.uid()
            + " "
            + finding.title()
            + ": "
            + finding.message()
            + "; "
            + finding.remediation();
    return Text.oneLine(text, LINE);
  }

  /**
   * For a mail or an SNS message: printable ASCII, at most 100 characters, beginning with a letter.
   */
  public static String subject(AlertEvent event) {
    String text = "Waybill " + status(event) + ": " + event.finding().title();
    return Text.escape(
            text,
            SUBJECT - 2,
            point -> point >= 0x20 && point < 0x7f ? Character.toString(point) : "?")
        .replace("…", "...");
  }

  /** {@code CRITICAL}, {@code CRITICAL again} or {@code ended}. */
  static String status(AlertEvent event) {
    String severity = event.severity().name().toLowerCase(Locale.ROOT);
    if (event.kind() == Kind.END) {
      return "ended";
    }
    return event.kind() == Kind.UPDATE ? severity + " again" : severity;
  }
}
