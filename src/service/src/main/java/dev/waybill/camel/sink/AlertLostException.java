package dev.waybill.camel.sink;

import java.util.Set;

/** Neither a sink nor the store of what is undelivered has an event: it must be told again. */
public final class AlertLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AlertLostException(String eventId, Set<String> sinks) {
    super(
        "the event "
            + eventId
            + " is neither at the sinks "
            + sinks
            + " nor kept for them; it has to be told again");
  }
}
