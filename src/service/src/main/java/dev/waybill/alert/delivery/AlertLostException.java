package dev.waybill.alert.delivery;

import java.util.Set;

/** Failure to deliver an event to some sinks and to keep it for them; the caller must retry. */
public final class AlertLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param sinks names of the sinks that neither received the event nor have it kept
   */
  public AlertLostException(String eventId, Set<String> sinks) {
    super(
        "the event "
            + eventId
            + " was neither delivered to nor kept for the sinks "
            + sinks
            + "; deliver it again");
  }
}
