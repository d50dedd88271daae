package dev.waybill.why.tell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Severity;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.StoryEvent;
import dev.waybill.why.StoryEvent.Kind;
import dev.waybill.why.StoryGap;
import dev.waybill.why.StoryVerdict.Custody;
import dev.waybill.why.source.LogPlace;
import dev.waybill.why.tell.StoryWorld.Layer;
import dev.waybill.why.tell.StoryWorld.Source;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ToldStoriesTest {
  private final StoryWorld world = new StoryWorld();
  private Layer sealed;

  @BeforeEach
  void promoteOneVersion() {
    int unused = world.act();
    sealed = world.add(StoryWorld.KEY, false, "content", null);
    unused = world.act();
    world.seal(sealed);
    world.log(sealed, LogPlace.State.PROVEN);
    unused = world.act();
    Layer unusedCopy = world.add(StoryWorld.PROMOTED, false, "", sealed);
    sealed.isThere = false;
    unused = world.act();
    world.read(null, FixityCondition.ALTERED);
    unused = world.act();
  }

  private ObjectStory story() throws InterruptedException {
    return world.tell(StoryWorld.KEY);
  }

  @Test
  void callsCustodyOfPromotedAndReadObjectWhole() throws Exception {
    ObjectStory story = story();

    assertThat(story.verdict().custody()).isEqualTo(Custody.WHOLE);
    assertThat(story.verdict().sentence())
        .isEqualTo(
            "Custody is whole: its version is sealed; the log proves each record; S3's SHA-256 of"
                + " the promoted copy is the sealed one; last re-verified at 2026-11-20T10:00:13Z,"
                + " intact by bytes.");
    assertThat(story.events())
        .extracting(StoryEvent::kind)
        .containsExactly(
            Kind.VERSION, Kind.LOGGED, Kind.RECEIVED, Kind.SEALED, Kind.PROMOTED, Kind.VERIFIED);
  }

  @ParameterizedTest
  @EnumSource
  void tellsFailedSourceAsGapAndKeepsTheRest(Source source) throws Exception {
    world.failed.add(source);

    ObjectStory story = story();

    assertThat(story.gaps())
        .filteredOn(StoryGap::isFailure)
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).startsWith("it failed: "));
    assertThat(story.events()).isNotEmpty();
    assertThat(story.verdict().custody())
        .isEqualTo(
            List.of(Source.STATEMENTS, Source.LETTERS, Source.CALLS, Source.TRAIL).contains(source)
                ? Custody.WHOLE
                : Custody.UNKNOWN);
    assertThat(story.verdict().sentence().contains(" To know it, "))
        .isEqualTo(story.verdict().custody() == Custody.UNKNOWN);
  }

  @Test
  void tellsForgedRecordAsDefect() throws Exception {
    world.forge(false);

    assertThat(story().verdict())
        .satisfies(it -> assertThat(it.custody()).isEqualTo(Custody.ALTERED))
        .satisfies(
            it -> assertThat(it.reasons()).anyMatch(reason -> reason.contains("not trusted")));
  }

  @Test
  void tellsRecordOfAnotherKeyAsDefect() throws Exception {
    world.move();

    assertThat(story().verdict().reasons())
        .containsExactly(
            "the object in the place of a record is none (it is the record of another object)");
  }

  @Test
  void doesNotRelyOnEarlierReadingWhenTheNewestResultIsDamaged() throws Exception {
    world.damage();

    ObjectStory story = story();

    assertThat(story.verdict().custody()).isEqualTo(Custody.UNKNOWN);
    assertThat(story.verdict().sentence())
        .endsWith(" To know it, wait for its next cycle, or run waybill verify.");
    assertThat(story.gaps())
        .filteredOn(it -> it.source().equals("result"))
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).contains("fixity/result/", "cannot be read"));
  }

  @Test
  void reliesOnReadingAfterDamagedResult() throws Exception {
    world.damage();
    int unused = world.act();
    world.read(null, FixityCondition.ALTERED);

    assertThat(story().verdict().custody()).isEqualTo(Custody.WHOLE);
  }

  @Test
  void leavesOutIncidentOfAnObjectWithSimilarKey() throws Exception {
    world.incident("fixity-altered", Severity.CRITICAL, false, null);
    int unused = world.act();
    world.incident("fixity-altered", Severity.CRITICAL, false, null);

    assertThat(story().events()).extracting(StoryEvent::kind).doesNotContain(Kind.INCIDENT);
  }

  @Test
  void doesNotCallObjectAlteredWhenItsChecksumIsDenied() throws Exception {
    world.isChecksumKnown = false;

    ObjectStory story = story();

    assertThat(story.verdict().reasons())
        .containsExactly(
            "S3's SHA-256 of the current version of " + StoryWorld.PROMOTED + " is not known");
    assertThat(story.verdict().custody()).isEqualTo(Custody.UNKNOWN);
    assertThat(story.verdict().sentence()).contains("To know it, run waybill verify");
    assertThat(story.events()).noneMatch(StoryEvent::isDefect);
  }

  @Test
  void callsObjectThatWasSealedInPlaceWhole() throws Exception {
    StoryWorld other = new StoryWorld();
    int unused = other.act();
    Layer version = other.add(StoryWorld.PROMOTED, false, "of long ago", null);
    unused = other.act();
    other.seal(version);
    other.log(version, LogPlace.State.PROVEN);

    ObjectStory story = other.tell(StoryWorld.PROMOTED);

    assertThat(story.verdict().custody()).isEqualTo(Custody.WHOLE);
    assertThat(story.events()).noneMatch(StoryEvent::isDefect);
  }

  @Test
  void tellsObjectWithoutAnythingAsUnsealed() throws Exception {
    ObjectStory story = new StoryWorld().tell("incoming/none");

    assertThat(story.events()).isEmpty();
    assertThat(story.verdict().sentence())
        .isEqualTo(
            "Custody is not whole (unsealed): neither an object nor a record of one is there.");
  }

  @Test
  void tellsOverwrittenAndRepairedObject() throws Exception {
    Layer other = world.add(StoryWorld.PROMOTED, false, "other", null);
    assertThat(story().verdict().custody()).isEqualTo(Custody.ALTERED);

    other.isThere = false;
    assertThat(story().verdict().custody()).isEqualTo(Custody.WHOLE);
  }
}
