package dev.waybill.alert.payload;

import dev.waybill.alert.AlertEvent;
import java.util.stream.Collectors;

/**
 * An event as a mail.
 *
 * @param subject printable ASCII on one line, at most 100 characters
 * @param body plain text; foreign text cannot begin a line
 */
public record MailText(String subject, String body) {
  private static final int VALUE = 8192;

  public static MailText of(AlertEvent event) {
    String facts =
        Facts.of(event).entrySet().stream()
            .map(it -> Text.oneLine(it.getKey(), VALUE) + ": " + Text.oneLine(it.getValue(), VALUE))
            .collect(Collectors.joining("\n"));
    String title = Text.oneLine(event.finding().title(), VALUE);
    return new MailText(
        Summary.subject(event), Summary.status(event) + ": " + title + "\n\n" + facts + "\n");
  }
}
