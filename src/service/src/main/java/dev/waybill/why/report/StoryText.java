package dev.waybill.why.report;

import dev.waybill.record.offline.EscapedText;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.StoryEvent;
import dev.waybill.why.StoryGap;
import java.util.Locale;

/** Text form of a story, safe to print on a terminal. */
final class StoryText {
  private static final int TIME_WIDTH = 26;
  private static final int KIND_WIDTH = 15;
  private static final int NAME_WIDTH = 10;

  private final StringBuilder text = new StringBuilder();

  private StoryText() {}

  static String write(ObjectStory story) {
    return new StoryText().all(story);
  }

  private String all(ObjectStory story) {
    line("Story of " + story.address());
    line(StoryLines.span(story));
    line("");
    line("Versions");
    story.versions().forEach(it -> line("  " + padded(it.name(), NAME_WIDTH) + it.address()));
    line("");
    line("Events");
    story.events().forEach(this::event);
    line("");
    line("Not known");
    story.gaps().forEach(this::gap);
    line("");
    line(story.verdict().custody().text().toUpperCase(Locale.ROOT));
    line(story.verdict().sentence());
    return text.toString();
  }

  private void event(StoryEvent event) {
    line(
        (event.isDefect() ? "! " : "  ")
            + padded(StoryLines.time(event.time()), TIME_WIDTH)
            + padded(event.kind().text(), KIND_WIDTH)
            + padded(event.version(), NAME_WIDTH)
            + event.sentence());
    String indent = " ".repeat(2 + TIME_WIDTH + KIND_WIDTH + NAME_WIDTH);
    StoryLines.evidence(event).forEach(it -> line(indent + it));
  }

  private void gap(StoryGap gap) {
    String span = StoryLines.span(gap);
    line(
        (gap.isFailure() ? "! " : "  ")
            + gap.source()
            + (span.isEmpty() ? "" : ", " + span)
            + ": "
            + gap.reason());
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(Math.max(1, width - text.length()));
  }

  private void line(String line) {
    text.append(EscapedText.of(line).stripTrailing()).append('\n');
  }
}
