package dev.waybill.why.report;

import dev.waybill.page.PageTable;
import dev.waybill.page.ReportPage;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.StoryEvent;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Page of a story for people. */
final class StoryPage {
  private StoryPage() {}

  static ReportPage of(ObjectStory story) {
    return new ReportPage(
        "Story of " + story.address(),
        StoryLines.span(story),
        "Custody: " + story.verdict().custody().text(),
        List.of(story.verdict().sentence()),
        List.of(),
        List.of(events(story), gaps(story), versions(story)),
        List.of());
  }

  private static PageTable events(ObjectStory story) {
    return new PageTable(
        "Events",
        List.of("time", "kind", "version", "what happened", "evidence"),
        story.events().stream().map(StoryPage::row).toList(),
        "");
  }

  private static List<String> row(StoryEvent event) {
    return List.of(
        StoryLines.time(event.time()),
        event.kind().text(),
        event.version(),
        (event.isDefect() ? "Defect: " : "") + event.sentence(),
        StoryLines.evidence(event).stream().collect(Collectors.joining("; ")));
  }

  private static PageTable gaps(ObjectStory story) {
    return new PageTable(
        "Not known",
        List.of("source", "time", "reason"),
        story.gaps().stream()
            .map(
                it ->
                    Stream.of(
                            it.source() + (it.isFailure() ? " (failed)" : ""),
                            StoryLines.span(it),
                            it.reason())
                        .toList())
            .toList(),
        "");
  }

  private static PageTable versions(ObjectStory story) {
    return new PageTable(
        "Versions",
        List.of("name", "address"),
        story.versions().stream().map(it -> List.of(it.name(), it.address())).toList(),
        "");
  }
}
