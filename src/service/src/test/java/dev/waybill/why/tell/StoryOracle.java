package dev.waybill.why.tell;

import dev.waybill.alert.Severity;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.why.StoryEvent.Kind;
import dev.waybill.why.StoryVerdict.Custody;
import dev.waybill.why.source.LogPlace;
import dev.waybill.why.tell.StoryWorld.Layer;
import dev.waybill.why.tell.StoryWorld.Reading;
import dev.waybill.why.tell.StoryWorld.Source;
import dev.waybill.why.tell.StoryWorld.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Oracle that knows from the world which events a story tells, and the verdict. */
final class StoryOracle {
  private static final Set<FixityCondition> ALTERING =
      EnumSet.of(
          FixityCondition.ALTERED,
          FixityCondition.SHADOWED,
          FixityCondition.REENCRYPTED,
          FixityCondition.RECORD_ALTERED);

  private final StoryWorld world;

  StoryOracle(StoryWorld world) {
    this.world = world;
  }

  private boolean has(Source source) {
    return !world.failed.contains(source);
  }

  private List<Layer> sealed() {
    return has(Source.RECORDS) ? List.copyOf(world.seals.keySet()) : List.of();
  }

  private static String uri(Layer layer) {
    return new ObjectVersion("raw", layer.key, layer.id).uri();
  }

  /** Returns the events in any order. */
  List<Told> events() {
    List<Told> events = new ArrayList<>();
    if (has(Source.VERSIONS)) {
      world.layers.stream().filter(it -> it.isThere).map(this::there).forEach(events::add);
    }
    for (Layer layer : sealed()) {
      Told seal = seal(layer);
      events.add(seal);
      events.add(new Told(seal.time(), Kind.RECEIVED, seal.evidence(), false));
      if (!layer.isThere || !has(Source.VERSIONS)) {
        events.add(new Told(layer.at, Kind.VERSION, uri(layer), false));
      }
      logged(layer).ifPresent(events::add);
    }
    if (isRead()) {
      world.readings.stream().map(StoryOracle::reading).forEach(events::add);
    }
    world.others.stream().filter(it -> has(source(it.kind()))).forEach(events::add);
    return events;
  }

  private Told seal(Layer layer) {
    return Objects.requireNonNull(world.seals.get(layer));
  }

  private Told there(Layer layer) {
    if (layer.isMarker) {
      return new Told(layer.at, Kind.DELETE_MARKER, uri(layer), false);
    }
    if (layer.of != null && has(Source.RECORDS)) {
      return new Told(layer.at, Kind.PROMOTED, uri(layer), false);
    }
    return new Told(layer.at, Kind.VERSION, uri(layer), has(Source.RECORDS) && !layer.isSealed);
  }

  private Optional<Told> logged(Layer layer) {
    if (layer.logged == null || !has(Source.LOG)) {
      return Optional.empty();
    }
    return Optional.of(
        layer.logged == LogPlace.State.MISSING
            ? new Told(Instant.EPOCH, Kind.LOGGED, seal(layer).evidence(), true)
            : new Told(
                layer.at.plusSeconds(2),
                Kind.LOGGED,
                Long.toString(layer.index),
                layer.logged == LogPlace.State.DIFFERS));
  }

  private static Told reading(Reading reading) {
    return new Told(
        reading.at(),
        Kind.VERIFIED,
        reading.cycle() + " " + reading.index(),
        reading.condition() != FixityCondition.INTACT);
  }

  private static Source source(Kind kind) {
    return switch (kind) {
      case SEALED -> Source.RECORDS;
      case INCIDENT -> Source.INCIDENTS;
      case REPAIR -> Source.STATEMENTS;
      case CALL -> Source.CALLS;
      case DEAD_LETTER -> Source.LETTERS;
      default -> throw new IllegalStateException("no other event is of " + kind);
    };
  }

  private boolean isIndexed() {
    return has(Source.LOG) && sealed().stream().anyMatch(it -> it.index >= 0);
  }

  private boolean isRead() {
    return isIndexed() && has(Source.READINGS);
  }

  /** Returns the sources whose failure the story must tell. */
  Set<Source> failures() {
    Set<Source> failures = EnumSet.noneOf(Source.class);
    failures.addAll(world.failed);
    if (sealed().isEmpty()) {
      failures.remove(Source.LOG);
    }
    if (!isIndexed()) {
      failures.remove(Source.READINGS);
    }
    return failures;
  }

  Custody verdict() {
    List<Custody> found = new ArrayList<>();
    records(found);
    if (has(Source.RECORDS) && has(Source.VERSIONS)) {
      promoted(found);
      arrived(found);
    }
    defects(found);
    Set<Source> failures = failures();
    failures.retainAll(
        EnumSet.of(Source.VERSIONS, Source.RECORDS, Source.LOG, Source.READINGS, Source.INCIDENTS));
    if (!failures.isEmpty()) {
      found.add(Custody.UNKNOWN);
    }
    return found.isEmpty() ? Custody.WHOLE : Collections.min(found);
  }

  private void records(List<Custody> found) {
    if (has(Source.RECORDS) && world.badRecords > 0) {
      found.add(Custody.ALTERED);
    }
    if (has(Source.LOG)) {
      sealed().stream()
          .map(it -> it.logged)
          .flatMap(Stream::ofNullable)
          .forEach(
              it -> {
                if (it == LogPlace.State.DIFFERS) {
                  found.add(Custody.ALTERED);
                } else if (it == LogPlace.State.MISSING) {
                  found.add(Custody.UNKNOWN);
                }
              });
    }
  }

  private @Nullable Layer top(String key) {
    return world.of(key).stream()
        .filter(it -> it.isThere)
        .reduce((older, newer) -> newer)
        .orElse(null);
  }

  private boolean isCopied(Layer layer) {
    return world.of(StoryWorld.PROMOTED).stream().anyMatch(it -> it.isThere && it.of == layer);
  }

  private void promoted(List<Custody> found) {
    Layer top = top(StoryWorld.PROMOTED);
    if (top == null) {
      return;
    }
    Layer of = top.isSealed ? top : top.of;
    if (top.isMarker) {
      found.add(Custody.HIDDEN);
    } else if (of == null) {
      found.add(sealed().isEmpty() ? Custody.UNSEALED : Custody.ALTERED);
    } else if (sealed().stream().anyMatch(it -> isCopied(it) && it.at.isAfter(of.at))) {
      found.add(Custody.ALTERED);
    }
  }

  private void arrived(List<Custody> found) {
    List<Layer> arrived = world.of(StoryWorld.KEY);
    if (arrived.stream().anyMatch(it -> it.isThere && !it.isMarker && !it.isSealed)) {
      found.add(Custody.UNSEALED);
    }
    Layer top = top(StoryWorld.KEY);
    for (Layer layer : sealed()) {
      if (!layer.isThere && !isCopied(layer)) {
        found.add(Custody.GONE);
      }
      boolean isBelowMarker =
          layer.key.equals(StoryWorld.KEY)
              && layer.isThere
              && top != null
              && top.isMarker
              && !isCopied(layer);
      boolean isSuperseded =
          sealed().stream().anyMatch(it -> isCopied(it) && it.at.isAfter(layer.at));
      if (isBelowMarker && !isSuperseded) {
        found.add(Custody.HIDDEN);
      }
    }
    boolean isNothing =
        sealed().isEmpty()
            && world.badRecords + world.waived == 0
            && world.layers.stream().noneMatch(it -> it.isThere);
    if (isNothing) {
      found.add(Custody.UNSEALED);
    }
  }

  private void defects(List<Custody> found) {
    if (isRead()) {
      sealed().forEach(it -> lastReading(it.index).ifPresent(found::add));
      world.damaged.stream()
          .filter(it -> sealed().stream().anyMatch(of -> of.index >= 0 && of.index < it.width()))
          .filter(it -> world.readings.stream().noneMatch(of -> of.at().isAfter(it.began())))
          .forEach(it -> found.add(Custody.UNKNOWN));
    }
    if (has(Source.INCIDENTS)) {
      world.incidents.stream()
          .filter(it -> it.endReason() == null && it.finding().severity() != Severity.LOW)
          .filter(it -> !isRepairedAfter(it.finding().time()))
          .forEach(
              it -> {
                boolean isCritical = it.finding().severity() == Severity.CRITICAL;
                if (it.finding().rule().equals("custody-digest-mismatch") && isCritical) {
                  found.add(Custody.ALTERED);
                } else if (it.finding().rule().startsWith("fixity-")) {
                  FixityCondition.ofLabel(it.finding().rule().substring("fixity-".length()))
                      .ifPresent(condition -> found.add(custody(condition)));
                }
              });
    }
  }

  private Optional<Custody> lastReading(long index) {
    return world.readings.stream()
        .filter(it -> it.index() == index)
        .reduce((older, newer) -> newer)
        .filter(it -> it.condition() != FixityCondition.INTACT)
        .filter(it -> !isRepairedAfter(it.at()))
        .map(it -> custody(it.condition()));
  }

  private boolean isRepairedAfter(Instant time) {
    return has(Source.STATEMENTS) && world.repairs.stream().anyMatch(it -> it.isAfter(time));
  }

  private static Custody custody(FixityCondition condition) {
    if (ALTERING.contains(condition)) {
      return Custody.ALTERED;
    }
    return condition == FixityCondition.HIDDEN ? Custody.HIDDEN : Custody.GONE;
  }
}
