package dev.waybill.alert.payload;

import dev.waybill.alert.AlertEvent;
import java.util.stream.Collectors;

/**
 * Text of the mail about an event.
 *
 * @param subject printable ASCII on one line, at most 100 characters
 * @param body plain text in which untrusted input starts no line
 */
public record MailText(String subject, String body) {
  private static final int MAX_VALUE_LENGTH = 8192;

  /** Returns the mail about an event. */
  public static MailText of(AlertEvent event) {
    String fields =
        AlertFields.of(event).entrySet().stream()
            .map(
                it ->
                    SafeText.oneLine(it.getKey(), MAX_VALUE_LENGTH)
                        + ": "
                        + SafeText.oneLine(it.getValue(), MAX_VALUE_LENGTH))
            .collect(Collectors.joining("\n"));
    String title = SafeText.oneLine(event.finding().title(), MAX_VALUE_LENGTH);
    return new MailText(
        AlertSummary.subject(event),
        AlertSummary.status(event) + ": " + title + "\n\n" + fields + "\n");
  }
}
