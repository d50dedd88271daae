package dev.waybill.why.tell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Severity;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.StoryEvent;
import dev.waybill.why.StoryGap;
import dev.waybill.why.report.StoryReport;
import dev.waybill.why.source.LogPlace;
import dev.waybill.why.tell.StoryWorld.Layer;
import dev.waybill.why.tell.StoryWorld.Source;
import dev.waybill.why.tell.StoryWorld.Told;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random histories of one object, told against an oracle that knows the history. */
class ToldStoriesPropertyTest {
  private static final List<FixityCondition> CONDITIONS =
      List.of(
          FixityCondition.ALTERED,
          FixityCondition.GONE,
          FixityCondition.HIDDEN,
          FixityCondition.SHADOWED,
          FixityCondition.REENCRYPTED,
          FixityCondition.RECORD_ALTERED,
          FixityCondition.RECORD_GONE);

  private static final Map<Source, String> NAMES =
      Map.of(
          Source.VERSIONS, SourceNames.VERSIONS,
          Source.RECORDS, SourceNames.RECORDS,
          Source.LOG, SourceNames.LOG,
          Source.READINGS, SourceNames.READINGS,
          Source.INCIDENTS, SourceNames.INCIDENTS,
          Source.STATEMENTS, SourceNames.STATEMENTS,
          Source.LETTERS, SourceNames.LETTERS,
          Source.CALLS, SourceNames.CALLS,
          Source.TRAIL, SourceNames.TRAIL);

  private static final List<Source> SOURCES = List.of(Source.values());

  /** Act of a history. */
  enum Act {
    LAND,
    SEAL,
    SEAL_IN_PLACE,
    LOG,
    LOG_DIFFERENTLY,
    LOSE_ENTRY,
    PROMOTE,
    PROMOTE_AGAIN,
    OVERWRITE,
    HIDE,
    HIDE_ARRIVED,
    SUPERSEDE,
    DESTROY,
    READ,
    READ_DEFECT,
    DAMAGE_RESULT,
    FORGE,
    WAIVE,
    MOVE_RECORD,
    INCIDENT,
    ENDED_INCIDENT,
    OTHER_INCIDENT,
    REPAIR,
    CALL,
    DENIED_CALL,
    CALL_TWICE,
    LETTER,
    OTHER_LETTER,
    FAIL
  }

  /**
   * Step of a history.
   *
   * @param pick chooses among what the act may concern
   */
  record Step(Act act, int pick) {}

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Act> honest =
        Arbitraries.frequency(
            Tuple.of(6, Act.LAND),
            Tuple.of(6, Act.SEAL),
            Tuple.of(6, Act.LOG),
            Tuple.of(6, Act.PROMOTE),
            Tuple.of(4, Act.READ),
            Tuple.of(2, Act.SUPERSEDE),
            Tuple.of(2, Act.SEAL_IN_PLACE),
            Tuple.of(1, Act.DAMAGE_RESULT),
            Tuple.of(3, Act.CALL),
            Tuple.of(1, Act.ENDED_INCIDENT),
            Tuple.of(1, Act.OTHER_INCIDENT),
            Tuple.of(1, Act.OTHER_LETTER),
            Tuple.of(1, Act.CALL_TWICE),
            Tuple.of(1, Act.WAIVE));
    Arbitrary<Act> any = Arbitraries.of(Act.class);
    Arbitrary<Act> acts = Arbitraries.frequencyOf(Tuple.of(4, honest), Tuple.of(1, any));
    Arbitrary<Step> steps =
        Combinators.combine(acts, Arbitraries.integers().between(0, 1000)).as(Step::new);
    return steps.list().ofMaxSize(25);
  }

  @Property(tries = 500)
  void tellsEachEventOnceInOrderWithTheVerdictOfTheOracle(
      @ForAll("histories") List<Step> history, @ForAll boolean isAskedByArrival) throws Exception {
    StoryWorld world = new StoryWorld();
    history.forEach(it -> apply(world, it));
    StoryOracle oracle = new StoryOracle(world);

    ObjectStory story = world.tell(isAskedByArrival ? StoryWorld.KEY : StoryWorld.PROMOTED);

    assertThat(story.events().stream().map(ToldStoriesPropertyTest::told))
        .containsExactlyInAnyOrderElementsOf(oracle.events());
    assertThat(story.events())
        .isSortedAccordingTo(
            Comparator.comparing(StoryEvent::time).thenComparing(StoryEvent::kind));
    assertThat(story.verdict().custody())
        .as(story.verdict().sentence())
        .isEqualTo(oracle.verdict());
    assertThat(story.gaps().stream().filter(StoryGap::isFailure).map(StoryGap::source))
        .filteredOn(it -> !it.equals("result"))
        .containsExactlyInAnyOrderElementsOf(oracle.failures().stream().map(NAMES::get).toList());
    requireReadable(story);
  }

  private static void requireReadable(ObjectStory story) {
    StoryReport report = new StoryReport(story);
    assertThat(report.text()).doesNotContain("\u202e");
    assertThat(report.json()).doesNotContain("\u202e");
    assertThat(report.html()).doesNotContain("<b>", "\u202e");
    assertThat(story.versions().stream().map(it -> it.name())).doesNotHaveDuplicates();
  }

  private static Told told(StoryEvent event) {
    Map<String, String> evidence = event.evidence();
    String identity =
        switch (event.kind()) {
          case VERSION, DELETE_MARKER, PROMOTED -> evidence.get("object");
          case RECEIVED, SEALED -> evidence.get("record");
          case LOGGED -> evidence.getOrDefault("entry", evidence.get("record"));
          case VERIFIED -> evidence.get("cycle") + " " + evidence.get("entry");
          case INCIDENT -> evidence.get("incident");
          case REPAIR, DRILL -> evidence.get("statement");
          case CALL -> evidence.get("event");
          case DEAD_LETTER -> evidence.get("message");
        };
    return new Told(event.time(), event.kind(), Objects.requireNonNull(identity), event.isDefect());
  }

  private static Optional<Layer> pick(
      StoryWorld world, int pick, String key, Predicate<Layer> condition) {
    List<Layer> all = world.of(key).stream().filter(condition).toList();
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(pick % all.size()));
  }

  private static Optional<Layer> unlogged(StoryWorld world, int pick) {
    Predicate<Layer> unlogged = it -> it.isSealed && it.logged == null;
    return pick(world, pick, StoryWorld.KEY, unlogged)
        .or(() -> pick(world, pick, StoryWorld.PROMOTED, unlogged));
  }

  /** Returns true when a newer version was promoted and an older one waits. */
  private static boolean isSuperseded(StoryWorld world) {
    return world.of(StoryWorld.KEY).stream()
        .filter(it -> it.isSealed && it.isThere)
        .anyMatch(
            it ->
                world.of(StoryWorld.PROMOTED).stream()
                    .anyMatch(copy -> copy.of != null && copy.of.at.isAfter(it.at)));
  }

  private static void apply(StoryWorld world, Step step) {
    int number = world.act();
    int pick = step.pick();
    FixityCondition condition = CONDITIONS.get(pick % CONDITIONS.size());
    String rule =
        Stream.of("fixity-" + condition.label(), "custody-digest-mismatch", "S3-03")
            .toList()
            .get(pick / 7 % 3);
    Severity severity =
        List.of(Severity.LOW, Severity.HIGH, Severity.CRITICAL, Severity.CRITICAL).get(pick % 4);
    switch (step.act()) {
      case LAND -> world.add(StoryWorld.KEY, false, "content " + number, null);
      case SEAL ->
          pick(world, pick, StoryWorld.KEY, it -> !it.isMarker && it.isThere && !it.isSealed)
              .ifPresent(world::seal);
      case SEAL_IN_PLACE ->
          pick(
                  world,
                  pick,
                  StoryWorld.PROMOTED,
                  it -> !it.isMarker && it.isThere && !it.isSealed && it.of == null)
              .ifPresent(world::seal);
      case LOG -> unlogged(world, pick).ifPresent(it -> world.log(it, LogPlace.State.PROVEN));
      case LOG_DIFFERENTLY ->
          unlogged(world, pick).ifPresent(it -> world.log(it, LogPlace.State.DIFFERS));
      case LOSE_ENTRY ->
          unlogged(world, pick).ifPresent(it -> world.log(it, LogPlace.State.MISSING));
      case PROMOTE ->
          pick(world, pick, StoryWorld.KEY, it -> it.isSealed && it.isThere)
              .ifPresent(
                  it -> {
                    Layer unused = world.add(StoryWorld.PROMOTED, false, "", it);
                    it.isThere = false;
                  });
      case PROMOTE_AGAIN ->
          pick(world, pick, StoryWorld.PROMOTED, it -> it.of != null && it.isThere)
              .ifPresent(it -> world.add(StoryWorld.PROMOTED, false, "", it.of));
      case OVERWRITE -> world.add(StoryWorld.PROMOTED, false, "other " + number, null);
      case HIDE -> world.add(StoryWorld.PROMOTED, true, "", null);
      case HIDE_ARRIVED -> world.add(StoryWorld.KEY, true, "", null);
      case SUPERSEDE -> {
        if (isSuperseded(world)) {
          Layer unused = world.add(StoryWorld.KEY, true, "", null);
        }
      }
      case DESTROY ->
          pick(world, pick, pick % 2 == 0 ? StoryWorld.KEY : StoryWorld.PROMOTED, it -> it.isThere)
              .ifPresent(it -> it.isThere = false);
      case READ -> world.read(null, condition);
      case READ_DEFECT ->
          world.read(
              pick(world, pick, StoryWorld.KEY, it -> it.index >= 0).orElse(null), condition);
      case DAMAGE_RESULT -> world.damage();
      case FORGE -> world.forge(false);
      case WAIVE -> world.forge(true);
      case MOVE_RECORD -> world.move();
      case INCIDENT -> world.incident(rule, severity, true, null);
      case ENDED_INCIDENT -> world.incident(rule, severity, true, "over");
      case OTHER_INCIDENT -> world.incident(rule, severity, false, null);
      case REPAIR -> world.repair();
      case CALL -> world.call(false, null);
      case DENIED_CALL -> world.call(false, "AccessDenied");
      case CALL_TWICE -> world.call(true, null);
      case LETTER -> world.letter(true);
      case OTHER_LETTER -> world.letter(false);
      case FAIL -> world.failed.add(SOURCES.get(pick % SOURCES.size()));
    }
  }
}
