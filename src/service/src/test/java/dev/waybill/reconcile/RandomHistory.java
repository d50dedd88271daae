package dev.waybill.reconcile;

import dev.waybill.reconcile.ReconcileWorld.Version;
import dev.waybill.reconcile.row.EventActor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random history of a few objects, and an oracle that knows the verdict of each version from what
 * happened, not from what the sources say about it.
 */
final class RandomHistory {
  private static final String[] NAMES = {"a", "b\n\0c", "\uD83D\uDE00/\uFFFD"};

  final ReconcileWorld world = new ReconcileWorld();
  private final List<Truth> truths = new ArrayList<>();
  private final Map<String, Integer> denied = new HashMap<>();
  private final Random random;

  /** Truth about one version. */
  static final class Truth {
    final Version version;
    final EventActor writer;
    final boolean isLogged;
    final boolean isMarker;
    boolean isThere = true;
    boolean isSealed;
    boolean isTampered;
    boolean isChangedByPerson;
    @Nullable EventActor remover;

    /** Time at which the bytes were sealed; null for bytes that were not. */
    @Nullable Instant bytesSealed;

    Truth(Version version, EventActor writer, boolean isLogged, boolean isMarker) {
      this.version = version;
      this.writer = writer;
      this.isLogged = isLogged;
      this.isMarker = isMarker;
    }
  }

  RandomHistory(long seed, int steps) {
    this.random = new Random(seed);
    for (int i = 0; i < steps; i++) {
      step();
    }
  }

  private void step() {
    String name = NAMES[random.nextInt(NAMES.length)];
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> life(name);
      case 3 -> seal(put("test/" + name, EventActor.SERVICE, true));
      case 4 -> put("incoming/" + name, EventActor.OTHER, random.nextBoolean());
      case 5 -> put("processed/" + name, EventActor.OTHER, random.nextBoolean());
      case 6 -> mark((random.nextBoolean() ? "processed/" : "test/") + name);
      case 7 -> remove();
      case 8 -> change();
      case 9 -> deny("processed/" + name);
      case 10 -> rollBack();
      default -> tamper();
    }
  }

  private EventActor anyone() {
    List<EventActor> all = List.of(EventActor.values());
    return all.get(random.nextInt(all.size()));
  }

  /** Every content has a size of its own. */
  private Truth put(String key, EventActor writer, boolean isLogged) {
    Truth truth = new Truth(world.write(key, 1000 + world.next()), writer, isLogged, false);
    if (isLogged) {
      world.log("PutObject", writer, truth.version, null);
    }
    truths.add(truth);
    return truth;
  }

  private void seal(Truth truth) {
    truth.bytesSealed = world.seal(truth.version, null).sealedAt();
    truth.isSealed = true;
  }

  private void life(String name) {
    Truth source = put("incoming/" + name, EventActor.OTHER, true);
    source.bytesSealed = world.seal(source.version, "processed/" + name).sealedAt();
    source.isSealed = true;
    boolean isLogged = random.nextInt(4) > 0;
    Version version = world.write("processed/" + name, source.version.size());
    Truth copy = new Truth(version, EventActor.SERVICE, isLogged, false);
    if (isLogged) {
      world.log("CopyObject", EventActor.SERVICE, version, source.version);
    }
    copy.bytesSealed = source.bytesSealed;
    truths.add(copy);
    remove(source, EventActor.SERVICE, true);
  }

  private void mark(String key) {
    boolean isLogged = random.nextInt(4) > 0;
    Truth marker = new Truth(world.mark(key), anyone(), isLogged, true);
    if (isLogged) {
      world.log("DeleteObject", marker.writer, marker.version, null);
    }
    truths.add(marker);
  }

  /** A version whose write was not logged stays, so that it is not confused with another one. */
  private void remove() {
    List<Truth> removable = truths.stream().filter(it -> it.isThere && it.isLogged).toList();
    if (!removable.isEmpty()) {
      remove(removable.get(random.nextInt(removable.size())), anyone(), random.nextBoolean());
    }
  }

  private void remove(Truth truth, EventActor remover, boolean isLogged) {
    world.remove(truth.version);
    truth.isThere = false;
    if (isLogged) {
      truth.remover = remover;
      String name = truth.isMarker ? "DeleteObjectVersion" : "DeleteObject";
      world.log(name, remover, truth.version, null);
    }
  }

  private void change() {
    List<Truth> sealed =
        truths.stream().filter(it -> it.isThere && it.bytesSealed != null).toList();
    if (!sealed.isEmpty()) {
      Truth truth = sealed.get(random.nextInt(sealed.size()));
      EventActor actor = anyone();
      world.step();
      world.log("PutObjectTagging", actor, truth.version, null);
      truth.isChangedByPerson |= actor == EventActor.OTHER;
    }
  }

  private void deny(String key) {
    world.step();
    world.denied("GetObject", key, null);
    denied.merge(key, 1, Integer::sum);
  }

  /** A person copies an older copy over the newest one. */
  private void rollBack() {
    List<Truth> copies =
        truths.stream().filter(it -> it.isThere && it.bytesSealed != null && !it.isSealed).toList();
    if (!copies.isEmpty()) {
      Truth older = copies.get(random.nextInt(copies.size()));
      Truth top =
          new Truth(
              world.write(older.version.key(), older.version.size()),
              EventActor.OTHER,
              true,
              false);
      world.log("CopyObject", EventActor.OTHER, top.version, older.version);
      top.bytesSealed = older.bytesSealed;
      truths.add(top);
    }
  }

  private void tamper() {
    truths.stream()
        .filter(it -> it.isThere && it.isSealed && !it.isChangedByPerson)
        .filter(
            it ->
                world.events.stream()
                    .noneMatch(event -> isChange(event.name(), it, event.versionId())))
        .findFirst()
        .ifPresent(
            it -> {
              world.tamper(it.version);
              it.isTampered = true;
            });
  }

  private static boolean isChange(String name, Truth truth, @Nullable String versionId) {
    return name.equals("PutObjectTagging") && truth.version.id().equals(versionId);
  }

  /** Returns the number of versions that the oracle expects for each verdict. */
  Map<ReconcileVerdict, Long> expected() {
    Map<ReconcileVerdict, Long> expected = new HashMap<>();
    for (Truth truth : truths) {
      verdict(truth).ifPresent(it -> expected.merge(it, 1L, Long::sum));
    }
    denied.forEach((key, times) -> expected.merge(ReconcileVerdict.PROBING, 1L, Long::sum));
    return expected;
  }

  /** A version that left no trace has none. */
  private Optional<ReconcileVerdict> verdict(Truth truth) {
    if (truth.isThere) {
      return Optional.of(truth.isMarker ? marker(truth) : there(truth));
    }
    if (truth.bytesSealed != null) {
      return Optional.of(gone(truth));
    }
    boolean isOurs =
        truth.isMarker && truth.writer != EventActor.OTHER && truth.remover != EventActor.OTHER;
    if (truth.remover == null) {
      return Optional.of(ReconcileVerdict.EVENT_WITHOUT_OBJECT);
    }
    return Optional.of(isOurs ? ReconcileVerdict.RETIRED : ReconcileVerdict.PASSED_THROUGH);
  }

  private static ReconcileVerdict gone(Truth truth) {
    if (truth.remover == null) {
      return ReconcileVerdict.VANISHED;
    }
    return truth.remover == EventActor.OTHER
        ? ReconcileVerdict.DESTROYED
        : ReconcileVerdict.RETIRED;
  }

  private ReconcileVerdict marker(Truth marker) {
    if (!marker.isLogged) {
      return ReconcileVerdict.APPEARED;
    }
    List<Truth> above = layers(marker, true);
    boolean isHiding =
        above.stream().allMatch(it -> it.isMarker)
            && layers(marker, false).stream().anyMatch(it -> it.bytesSealed != null);
    return isHiding && marker.writer == EventActor.OTHER
        ? ReconcileVerdict.HIDDEN
        : ReconcileVerdict.ACCOUNTED;
  }

  private ReconcileVerdict there(Truth truth) {
    boolean isCovered = layers(truth, true).stream().anyMatch(it -> it.bytesSealed != null);
    List<Truth> below = layers(truth, false).stream().filter(it -> it.bytesSealed != null).toList();
    Instant sealed = truth.bytesSealed;
    if (sealed == null) {
      if (!truth.isLogged) {
        return ReconcileVerdict.APPEARED;
      }
      return !isCovered && !below.isEmpty() ? ReconcileVerdict.SHADOWED : ReconcileVerdict.UNSEALED;
    }
    if (truth.isTampered) {
      return truth.isChangedByPerson || isChangedByService(truth)
          ? ReconcileVerdict.CHANGED_IN_PLACE
          : ReconcileVerdict.CHANGED_UNSEEN;
    }
    boolean isOlder = below.stream().anyMatch(it -> sealed.isBefore(it.bytesSealed));
    if (truth.writer == EventActor.OTHER && !truth.isSealed && !isCovered && isOlder) {
      return ReconcileVerdict.ROLLED_BACK;
    }
    if (truth.isChangedByPerson) {
      return ReconcileVerdict.CHANGED_IN_PLACE;
    }
    return truth.isLogged ? ReconcileVerdict.ACCOUNTED : ReconcileVerdict.CREATED_UNSEEN;
  }

  private boolean isChangedByService(Truth truth) {
    return world.events.stream().anyMatch(it -> isChange(it.name(), truth, it.versionId()));
  }

  /** Returns what lies above or below a version of the same key, in the order of writing. */
  private List<Truth> layers(Truth truth, boolean isAbove) {
    int at = truths.indexOf(truth);
    List<Truth> range = isAbove ? truths.subList(at + 1, truths.size()) : truths.subList(0, at);
    return range.stream()
        .filter(it -> it.isThere && it.version.key().equals(truth.version.key()))
        .toList();
  }
}
