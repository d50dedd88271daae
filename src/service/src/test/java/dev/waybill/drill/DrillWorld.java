package dev.waybill.drill;

import dev.waybill.alert.Report;
import dev.waybill.drill.DrillRounds.Round;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.TestKeyPair;
import dev.waybill.record.DrillStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Bucket, custody and detection in memory, in which each call may be the last of a process. */
final class DrillWorld implements DrillObjects, DrillEvidence {
  static final Duration WITHIN = Duration.ofHours(26);
  static final Duration EVERY = Duration.ofHours(30);
  static final DrillPlan PLAN =
      new DrillPlan("raw", "test/drill/", List.of(DrillKind.values()), EVERY, WITHIN);

  private static final TestKeyPair KEYS = TestKeyPair.create();
  private static final RecordVerifier VERIFIER = KEYS.verifier();

  final ManualClock clock = new ManualClock(Instant.parse("2026-11-30T12:00:00Z"));
  final InMemoryLogStore store = new InMemoryLogStore();
  final List<LogEntry> logged = new ArrayList<>();
  final List<Report> reports = new ArrayList<>();

  /** Versions of each key, the oldest first; "marker" for a delete marker. */
  final Map<String, List<String>> versions = new HashMap<>();

  /** Time of the first alteration of each key. */
  final Map<String, Instant> altered = new HashMap<>();

  final List<String> removed = new ArrayList<>();

  /** Time from the alteration to the finding; null when nothing is found. */
  @Nullable Duration foundAfter = Duration.ofHours(3);

  boolean isSealing = true;

  /** Message with which each call to the bucket fails; null for none. */
  @Nullable String failure;

  /** Number of calls after which the process dies; negative for never. */
  int callsLeft = -1;

  /** True while a test reads the store, which is no call of a process. */
  private boolean isObserved;

  private DrillRounds rounds = process();

  /** Death of the process, which nothing catches. */
  static final class ProcessDied extends Error {
    private static final long serialVersionUID = 1L;
  }

  DrillWorld() {
    store.before(
        (operation, key) -> {
          if (!isObserved) {
            call();
          }
        });
  }

  /** Returns a new process with the stored state. */
  DrillRounds process() {
    return new DrillRounds(
        DrillStore.ofService(store),
        this,
        this,
        new DrillStatements(
            store,
            "provenance",
            "waybill/test",
            KEYS::seal,
            VERIFIER,
            entry -> {
              call();
              logged.add(entry);
            }),
        clock);
  }

  /** Runs one round; a process that dies is followed by another one. Returns false when it died. */
  boolean round() {
    try {
      Round round = rounds.run(PLAN::begin);
      call();
      reports.addAll(round.reports());
      return true;
    } catch (ProcessDied e) {
      callsLeft = -1;
      rounds = process();
      return false;
    }
  }

  /** Runs rounds, one every five minutes. */
  void rounds(Duration time) {
    Instant end = clock.instant().plus(time);
    while (clock.instant().isBefore(end)) {
      boolean unused = round();
      clock.advance(Duration.ofMinutes(5));
    }
  }

  /** Runs rounds until a drill has ended and was put away. */
  DrillState ended() {
    Instant before = state().lastBegun();
    for (int round = 0; round < 1000; round++) {
      boolean unused = round();
      DrillState state = state();
      if (!Objects.equals(state.lastBegun(), before)) {
        return state;
      }
      clock.advance(Duration.ofMinutes(5));
    }
    throw new AssertionError("no drill ends: " + state());
  }

  DrillState state() {
    return observed(() -> DrillStore.ofService(store).state());
  }

  private <T> T observed(Supplier<T> reading) {
    isObserved = true;
    try {
      return reading.get();
    } finally {
      isObserved = false;
    }
  }

  @Nullable Drill current() {
    return state().current();
  }

  /** Returns the statements in the order of their keys. */
  List<DrillStatement> statements() {
    return observed(
        () ->
            store
                .list("drills/")
                .map(it -> store.find(it.key()).orElseThrow())
                .map(it -> VERIFIER.statement(it.content(), it.lastModified()).orElseThrow())
                .map(DrillStatement.class::cast)
                .toList());
  }

  private void call() {
    if (callsLeft == 0) {
      throw new ProcessDied();
    }
    callsLeft--;
  }

  private void bucketCall() {
    call();
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public String upload(String key, byte[] content) {
    bucketCall();
    List<String> all = versions.computeIfAbsent(key, it -> new ArrayList<>());
    if (all.isEmpty()) {
      all.add("v1");
    }
    return all.get(0);
  }

  @Override
  public boolean isAltered(DrillKind kind, ObjectVersion version) {
    bucketCall();
    List<String> all = Objects.requireNonNull(versions.get(version.key()));
    return kind == DrillKind.REENCRYPTED ? altered.containsKey(version.key()) : all.size() > 1;
  }

  @Override
  public void alter(DrillKind kind, ObjectVersion version, byte[] other) {
    bucketCall();
    Instant unused = altered.putIfAbsent(version.key(), clock.instant());
    List<String> all = Objects.requireNonNull(versions.get(version.key()));
    switch (kind) {
      case OVERWRITTEN -> all.add("v" + (all.size() + 1));
      case HIDDEN -> all.add("marker");
      case REENCRYPTED -> {}
    }
  }

  @Override
  public void remove(ObjectVersion version) {
    bucketCall();
    removed.add(version.key());
  }

  @Override
  public Optional<DrillSeal> seal(ObjectVersion version) {
    bucketCall();
    return isSealing
        ? Optional.of(new DrillSeal(7, "records/raw/" + version.key(), Sha256.hash("record")))
        : Optional.empty();
  }

  @Override
  public Optional<DrillSighting> sighting(DrillKind kind, DrillSeal seal) {
    bucketCall();
    Instant from = altered.get(Objects.requireNonNull(current()).key());
    if (from == null || foundAfter == null || clock.instant().isBefore(from.plus(foundAfter))) {
      return Optional.empty();
    }
    return Optional.of(
        new DrillSighting(from.plus(foundAfter), "fixity-" + kind.condition().label()));
  }
}
