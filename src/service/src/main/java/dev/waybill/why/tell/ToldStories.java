package dev.waybill.why.tell;

import dev.waybill.why.ObjectStories;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.StoryGap;
import dev.waybill.why.source.StoryFacts;
import dev.waybill.why.source.StoryKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stories told from their sources. */
public final class ToldStories implements ObjectStories {
  private final StorySources sources;
  private final Clock clock;

  public ToldStories(StorySources sources, Clock clock) {
    this.sources = sources;
    this.clock = clock;
  }

  @Override
  public ObjectStory of(String bucket, String key, @Nullable String versionId, Duration since)
      throws InterruptedException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    StoryKeys keys = StoryKeys.of(bucket, key, versionId, sources.scopes());
    try (FactGathering gathering = new FactGathering(sources, keys, now.minus(since), now)) {
      return story(gathering.gather());
    }
  }

  private static ObjectStory story(StoryFacts facts) {
    VersionNames names = new VersionNames(facts);
    EventList events = new EventList();
    new VersionEvents(facts, names, events).tell();
    new SealEvents(facts, names, events).tell();
    new LaterEvents(facts, names, events).tell();
    return new ObjectStory(
        facts.keys().address(),
        facts.now(),
        facts.since(),
        names.all(),
        events.inOrder(),
        gaps(facts, names),
        new CustodyJudge(facts).judge());
  }

  private static List<StoryGap> gaps(StoryFacts facts, VersionNames names) {
    List<StoryGap> gaps = new ArrayList<>(facts.gaps());
    String asked = facts.keys().versionId();
    if (asked != null && names.of(facts.keys().asked(), asked).isEmpty()) {
      gaps.add(
          new StoryGap(
              SourceNames.VERSIONS,
              null,
              null,
              "no source knows the version that was asked for",
              false));
    }
    gaps.sort(
        Comparator.comparing(StoryGap::source)
            .thenComparing(it -> it.from() == null ? Instant.MIN : it.from())
            .thenComparing(StoryGap::reason));
    return gaps;
  }
}
