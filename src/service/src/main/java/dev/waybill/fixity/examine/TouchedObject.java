package dev.waybill.fixity.examine;

import java.util.regex.Pattern;

/**
 * Promoted object that an event of CloudTrail names, with untrusted text.
 *
 * @param event name of the event
 * @param eventId id of the event
 * @param bucket bucket of the object
 * @param key key of the object
 */
public record TouchedObject(String event, String eventId, String bucket, String key) {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-]{1,100}");

  /** Returns the event for a line of the log, without the key. */
  String description() {
    return "event=" + plain(event) + " id=" + plain(eventId);
  }

  private static String plain(String text) {
    return PLAIN.matcher(text).matches() ? text : "?";
  }
}
