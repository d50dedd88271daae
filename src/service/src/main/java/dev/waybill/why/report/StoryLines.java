package dev.waybill.why.report;

import dev.waybill.why.ObjectStory;
import dev.waybill.why.StoryEvent;
import dev.waybill.why.StoryGap;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts that the forms of the report have in common. */
final class StoryLines {
  private StoryLines() {}

  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  static String span(ObjectStory story) {
    return "told at " + time(story.at()) + ", CloudTrail's events since " + time(story.since());
  }

  static List<String> evidence(StoryEvent event) {
    return event.evidence().entrySet().stream()
        .map(it -> it.getKey() + " " + it.getValue())
        .toList();
  }

  /** Returns the time that a gap concerns; empty for all times. */
  static String span(StoryGap gap) {
    String from = text(gap.from());
    String to = text(gap.to());
    return from.isEmpty() && to.isEmpty() ? "" : from + " to " + to;
  }

  private static String text(@Nullable Instant time) {
    return time == null ? "" : time(time);
  }
}
