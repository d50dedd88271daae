package dev.waybill.why;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Event of a story.
 *
 * @param time time that the source states
 * @param kind kind of the event
 * @param version short name of the version; empty when the event is about the key
 * @param sentence plain sentence about what happened
 * @param isDefect true when custody is not as it must be
 * @param evidence where to look it up, such as an address or the index of an entry, by its name
 */
public record StoryEvent(
    Instant time,
    Kind kind,
    String version,
    String sentence,
    boolean isDefect,
    Map<String, String> evidence) {
  public StoryEvent {
    evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
  }

  /** Kind of an event. The order decides between events of the same time. */
  public enum Kind {
    VERSION,
    DELETE_MARKER,
    RECEIVED,
    DEAD_LETTER,
    SEALED,
    LOGGED,
    PROMOTED,
    CALL,
    VERIFIED,
    INCIDENT,
    REPAIR,
    DRILL;

    /** Returns the name as it is shown. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
