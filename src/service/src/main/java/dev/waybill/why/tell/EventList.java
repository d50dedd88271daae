package dev.waybill.why.tell;

import dev.waybill.why.StoryEvent;
import dev.waybill.why.StoryEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events while they are gathered. For one thread. */
final class EventList {
  private static final Comparator<StoryEvent> ORDER =
      Comparator.comparing(StoryEvent::time)
          .thenComparing(StoryEvent::kind)
          .thenComparing(StoryEvent::version);

  private final List<StoryEvent> events = new ArrayList<>();

  /**
   * Adds an event.
   *
   * @param evidence names and values in turn
   */
  void add(Instant time, Kind kind, String version, String sentence, String... evidence) {
    events.add(new StoryEvent(time, kind, version, sentence, false, evidence(evidence)));
  }

  /**
   * Adds an event that shows that custody is not as it must be.
   *
   * @param evidence names and values in turn
   */
  void addDefect(Instant time, Kind kind, String version, String sentence, String... evidence) {
    events.add(new StoryEvent(time, kind, version, sentence, true, evidence(evidence)));
  }

  private static Map<String, String> evidence(String... namesAndValues) {
    Map<String, String> evidence = new LinkedHashMap<>();
    for (int at = 0; at + 1 < namesAndValues.length; at += 2) {
      if (!namesAndValues[at + 1].isEmpty()) {
        evidence.put(namesAndValues[at], namesAndValues[at + 1]);
      }
    }
    return evidence;
  }

  /** Returns the events in time order. */
  List<StoryEvent> inOrder() {
    return events.stream().sorted(ORDER).toList();
  }
}
