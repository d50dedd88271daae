package dev.waybill.why.tell;

import dev.waybill.alert.AffectedResources;
import dev.waybill.alert.Finding;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.Decisions;
import dev.waybill.alert.incident.InMemoryIncidentStore;
import dev.waybill.alert.incident.Incident;
import dev.waybill.deadletter.DeadLetter;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.result.TileResultFile;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.provenance.InMemorySealing;
import dev.waybill.record.RecordKey;
import dev.waybill.record.RepairStatement;
import dev.waybill.record.StoredRecord;
import dev.waybill.record.Waiver;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import dev.waybill.testing.ManualClock;
import dev.waybill.trail.run.TrailProgress;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.StoryEvent.Kind;
import dev.waybill.why.source.CallSource.Calls;
import dev.waybill.why.source.DeadLetterPeek.Letters;
import dev.waybill.why.source.IncidentSearch;
import dev.waybill.why.source.LogPlace;
import dev.waybill.why.source.ObjectCall;
import dev.waybill.why.source.ReadingSearch;
import dev.waybill.why.source.SealReader;
import dev.waybill.why.source.StatementSearch;
import dev.waybill.why.source.StoredKeyVersion;
import dev.waybill.why.source.StoryListing.Listing;
import dev.waybill.why.source.TrailGaps;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * World with one object and everything that happened to it: it puts real records, results,
 * statements and incidents into the stores, and remembers each act for the oracle.
 */
final class StoryWorld {
  static final RawSettings RAW = new RawSettings("raw", "incoming/", "processed/", "test/");
  static final String KEY = "incoming/<b>a\u202e.txt";
  static final String PROMOTED = "processed/<b>a\u202e.txt";
  private static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

  /** Sources that can fail. */
  enum Source {
    VERSIONS,
    RECORDS,
    LOG,
    READINGS,
    INCIDENTS,
    STATEMENTS,
    LETTERS,
    CALLS,
    TRAIL
  }

  /** Version or marker of a key, as the world has it. */
  static final class Layer {
    final String key;
    final String id;
    final Instant at;
    final boolean isMarker;
    final byte[] content;

    /** Version that it is a copy of; null for none. */
    final @Nullable Layer of;

    boolean isThere = true;
    boolean isSealed;
    LogPlace.@Nullable State logged;
    long index = -1;

    Layer(String key, String id, Instant at, boolean isMarker, byte[] content, @Nullable Layer of) {
      this.key = key;
      this.id = id;
      this.at = at;
      this.isMarker = isMarker;
      this.content = content;
      this.of = of;
    }
  }

  /** Event that the story must tell. */
  record Told(Instant time, Kind kind, String evidence, boolean isDefect) {}

  /** Result about one entry. */
  record Reading(long index, Instant at, FixityCondition condition, String cycle) {}

  /**
   * Damaged result.
   *
   * @param width number of entries that it is about
   */
  record Damage(Instant began, int width) {}

  final List<Layer> layers = new ArrayList<>();
  final List<Reading> readings = new ArrayList<>();
  final List<Damage> damaged = new ArrayList<>();
  final List<Incident> incidents = new ArrayList<>();
  final List<Instant> repairs = new ArrayList<>();
  final Set<Source> failed = EnumSet.noneOf(Source.class);
  final List<Told> others = new ArrayList<>();
  final Map<Layer, Told> seals = new LinkedHashMap<>();
  boolean isChecksumKnown = true;
  int badRecords;
  int waived;
  private final ManualClock clock = new ManualClock(BEGIN);
  private final InMemorySealing sealing = new InMemorySealing(clock);
  private final InMemoryLogStore results = new InMemoryLogStore();
  private final InMemoryLogStore statements = new InMemoryLogStore();
  private final InMemoryIncidentStore incidentStore = new InMemoryIncidentStore();
  private final Map<String, Layer> byRecord = new HashMap<>();
  private final List<CycleId> cycles = new ArrayList<>();
  private final List<ObjectCall> calls = new ArrayList<>();
  private final List<DeadLetter> letters = new ArrayList<>();
  private int number;
  private long nextIndex = 1;

  Instant now() {
    return clock.instant();
  }

  /** Begins a new act, at a time of its own. */
  int act() {
    clock.advance(Duration.ofSeconds(3));
    return ++number;
  }

  List<Layer> of(String key) {
    return layers.stream().filter(it -> it.key.equals(key)).toList();
  }

  Layer add(String key, boolean isMarker, String content, @Nullable Layer of) {
    Layer layer =
        new Layer(
            key,
            "v" + number + (number % 3 == 0 ? "-a-long-version-id" : ""),
            now(),
            isMarker,
            of == null ? content.getBytes(StandardCharsets.UTF_8) : of.content,
            of);
    layers.add(layer);
    return layer;
  }

  void seal(Layer layer) {
    ObjectVersion version = new ObjectVersion("raw", layer.key, layer.id);
    var unused =
        sealing.seal(
            digested(version, layer.content, layer.at), layer.key.equals(KEY) ? PROMOTED : null);
    layer.isSealed = true;
    String uri = "s3://provenance/" + RecordKey.of(version);
    byRecord.put(uri, layer);
    seals.put(layer, new Told(now(), Kind.SEALED, uri, false));
  }

  private Digested digested(ObjectVersion version, byte[] content, Instant written) {
    return new Digested(
        new Received(version, Purpose.PROMOTE, null, null, null, written, "n", now()),
        Sha256.hash(content),
        null,
        content.length,
        "etag",
        null,
        new Encryption("aws:kms", null, true),
        Map.of(),
        Map.of(),
        null,
        written,
        now(),
        Hasher.WAYBILL,
        null);
  }

  void log(Layer layer, LogPlace.State state) {
    layer.logged = state;
    if (state != LogPlace.State.MISSING) {
      layer.index = nextIndex;
      nextIndex += 2;
    }
  }

  /** Puts an object in the place of a record. */
  void forge(boolean isWaived) {
    ObjectVersion version = new ObjectVersion("raw", KEY, "forged" + number);
    byte[] bytes = forged(version);
    sealing.store().forge(version, bytes);
    String key = RecordKey.of(version);
    if (isWaived) {
      byte[] waiver =
          sealing.bundle(
              new Waiver(key, Sha256.hash(bytes), "none of ours", "me", now())
                  .statement("provenance"));
      sealing.store().put(RecordKey.ofWaiver(key, waiver), waiver);
      waived++;
    } else {
      badRecords++;
    }
    others.add(new Told(Instant.EPOCH, Kind.SEALED, "s3://provenance/" + key, !isWaived));
  }

  private byte[] forged(ObjectVersion version) {
    if (number % 3 == 0) {
      return "{}".getBytes(StandardCharsets.UTF_8);
    }
    InMemorySealing attacker = new InMemorySealing(clock);
    var unused = attacker.seal(digested(version, new byte[] {1}, now()), PROMOTED);
    return attacker.store().find(version).map(StoredRecord::bytes).orElseThrow();
  }

  /** Moves the valid record of another object to a place of this one. */
  void move() {
    ObjectVersion other = new ObjectVersion("raw", KEY + "x", "other" + number);
    var unused = sealing.seal(digested(other, new byte[] {2}, now()), PROMOTED + "x");
    byte[] bytes = sealing.store().find(other).map(StoredRecord::bytes).orElseThrow();
    ObjectVersion place = new ObjectVersion("raw", KEY, "moved" + number);
    sealing.store().forge(place, bytes);
    badRecords++;
    others.add(
        new Told(Instant.EPOCH, Kind.SEALED, "s3://provenance/" + RecordKey.of(place), true));
  }

  /** Re-verifies everything that is logged, and entries of others. */
  void read(@Nullable Layer defect, FixityCondition condition) {
    CycleId cycle = CycleId.of(now());
    Instant end = now().plusSeconds(1);
    List<Examination> all = new ArrayList<>();
    for (long index = 0; index < nextIndex; index++) {
      boolean isOfOther = index % 2 == 0;
      FixityCondition found =
          isOfOther || (defect != null && defect.index == index)
              ? condition
              : FixityCondition.INTACT;
      all.add(new Examination(index, Rung.BYTES, found, 1, 1, null, null, null));
    }
    TileTask task = new TileTask(cycle, new TileRange(0, (int) nextIndex));
    put(task, TileResultFile.encode(new TileResult(task, "replica", now(), end, all)));
    layers.stream()
        .filter(it -> it.index >= 0)
        .forEach(
            it ->
                readings.add(
                    new Reading(
                        it.index,
                        end,
                        it == defect ? condition : FixityCondition.INTACT,
                        cycle.name())));
  }

  private void put(TileTask task, byte[] file) {
    cycles.add(0, task.cycle());
    var unused = results.put(FixityPaths.result(task), file);
  }

  /** Writes a result whose lines are damaged. */
  void damage() {
    TileTask task = new TileTask(CycleId.of(now()), new TileRange(0, (int) nextIndex));
    byte[] file =
        TileResultFile.encode(
            new TileResult(
                new TileTask(task.cycle(), new TileRange(1, 1)),
                "replica",
                now(),
                now(),
                List.of(
                    new Examination(
                        256, Rung.BYTES, FixityCondition.INTACT, 1, 1, null, null, null))));
    if (number % 2 == 0) {
      file[file.length / 2] ^= 1;
    }
    put(task, file);
    damaged.add(new Damage(task.cycle().began(), (int) nextIndex));
  }

  /** Opens an incident that names the object, or one with a similar key. */
  void incident(String rule, Severity severity, boolean isOurs, @Nullable String end) {
    String arn = "arn:aws:s3:::raw/" + (number % 2 == 0 ? KEY : PROMOTED);
    String resource =
        isOurs ? arn : number % 3 == 0 ? arn + "/b" : arn.substring(0, arn.length() - 1);
    Finding finding =
        new Finding(
            rule + "/" + number,
            rule,
            "title",
            severity,
            "message",
            "fix",
            isOurs && number % 5 == 0 ? "something else" : resource,
            now(),
            OccurrenceStats.once(now()),
            Map.of(),
            List.of(),
            AffectedResources.of(resource));
    Incident incident =
        new Incident(finding, now(), now(), end, List.of(), false, null, null, Decisions.NONE);
    var unused = incidentStore.keep(incident, null);
    if (isOurs) {
      incidents.add(incident);
      others.add(new Told(now(), Kind.INCIDENT, incident.name(), end == null));
    }
  }

  void repair() {
    ObjectVersion copy = new ObjectVersion("raw", PROMOTED, "repair" + number);
    RepairStatement statement =
        new RepairStatement(
            copy,
            Sha256.hash("a"),
            copy,
            "records/a",
            Sha256.hash("b"),
            "altered",
            "reason",
            "me",
            now(),
            "",
            "");
    var unused =
        statements.put(statement.key(), sealing.bundle(statement.statement("waybill/test")));
    repairs.add(now());
    others.add(new Told(now(), Kind.REPAIR, statement.key(), false));
  }

  void call(boolean isTwice, @Nullable String error) {
    ObjectCall call =
        new ObjectCall(
            "event" + number,
            now(),
            "GetObject",
            number % 2 == 0 ? KEY : PROMOTED,
            null,
            "arn",
            false,
            "1.2.3.4",
            error);
    calls.add(call);
    if (isTwice) {
      calls.add(0, call);
    }
    others.add(new Told(now(), Kind.CALL, call.eventId(), false));
  }

  void letter(boolean isOurs) {
    String uri = new ObjectVersion("raw", isOurs ? KEY : KEY + "x", "v").uri();
    letters.add(
        new DeadLetter(
            "m" + number,
            "",
            now(),
            1,
            Map.of(DeadLetter.VERSION, uri, DeadLetter.REASON, "gone"),
            "{"));
    if (isOurs) {
      others.add(new Told(now(), Kind.DEAD_LETTER, "m" + number, true));
    }
  }

  /** Tells the story. */
  ObjectStory tell(String key) throws InterruptedException {
    clock.advance(Duration.ofMinutes(1));
    results.before((operation, name) -> check(Source.READINGS));
    statements.before((operation, name) -> check(Source.STATEMENTS));
    incidentStore.down(failed.contains(Source.INCIDENTS));
    SealReader records =
        new SealReader(
            new FailingRecords(sealing.store(), () -> check(Source.RECORDS)), sealing.verifier());
    StorySources sources =
        new StorySources(
            CustodyScopes.of(RAW),
            keys -> {
              check(Source.VERSIONS);
              return listing();
            },
            records,
            seal -> {
              check(Source.LOG);
              return place(byRecord.get(seal.uri()));
            },
            new ReadingSearch(
                results,
                limit -> {
                  check(Source.READINGS);
                  return List.copyOf(cycles);
                },
                "provenance"),
            new IncidentSearch(incidentStore),
            new StatementSearch(statements, sealing.verifier(), "provenance", RAW.drills()),
            () -> {
              check(Source.LETTERS);
              return new Letters(letters, true);
            },
            new TrailGaps(
                () -> {
                  check(Source.TRAIL);
                  return new TrailProgress(List.of());
                }),
            (keys, from, until) -> {
              check(Source.CALLS);
              return new Calls(calls, List.of());
            },
            null);
    return new ToldStories(sources, clock).of("raw", key, null, Duration.ofDays(7));
  }

  private void check(Source source) {
    if (failed.contains(source)) {
      throw new IllegalStateException(source + " is\nunreachable");
    }
  }

  private Listing listing() {
    List<StoredKeyVersion> listed = new ArrayList<>();
    for (String key : List.of(KEY, PROMOTED)) {
      List<Layer> there = of(key).stream().filter(it -> it.isThere).toList();
      for (int at = there.size() - 1; at >= 0; at--) {
        Layer it = there.get(at);
        listed.add(
            new StoredKeyVersion(
                key,
                it.id,
                at == there.size() - 1,
                it.isMarker,
                it.isMarker ? 0 : it.content.length,
                it.at,
                key.equals(KEY) || it.isMarker || !isChecksumKnown
                    ? null
                    : Sha256.hash(it.content).base64()));
      }
    }
    listed.sort(Comparator.comparing(StoredKeyVersion::key));
    return new Listing(listed, isChecksumKnown ? List.of() : List.of("denied"));
  }

  private static LogPlace place(@Nullable Layer layer) {
    if (layer == null || layer.logged == null) {
      return LogPlace.without(LogPlace.State.OPEN, 9, "not yet");
    }
    return layer.logged == LogPlace.State.MISSING
        ? LogPlace.without(LogPlace.State.MISSING, 9, "the log has no entry of it")
        : new LogPlace(
            layer.logged,
            layer.index,
            999,
            layer.at.plusSeconds(2),
            null,
            layer.logged == LogPlace.State.DIFFERS ? "another digest" : "");
  }
}
