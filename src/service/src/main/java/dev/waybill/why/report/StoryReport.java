package dev.waybill.why.report;

import dev.waybill.why.ObjectStory;

/**
 * Report of an object's story.
 *
 * @param story the story
 */
public record StoryReport(ObjectStory story) {
  /** Returns lines for a terminal, on which no untrusted input is printed as it is. */
  public String text() {
    return StoryText.write(story);
  }

  /** Returns one JSON object with everything. */
  public String json() {
    return StoryJson.write(story);
  }

  /** Returns one page of HTML, without scripts and references. */
  public String html() {
    return StoryPage.of(story).html();
  }
}
