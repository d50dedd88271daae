package dev.waybill.reconcile;

import dev.waybill.reconcile.row.CustodyBucket;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventEffect;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.record.log.EntryKind;
import dev.waybill.settings.RawSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Small world of a bucket, its log and its trail, in which things happen one after the other.
 * Copies have other ETags than their sources, as under KMS.
 */
final class ReconcileWorld {
  static final RawSettings RAW = new RawSettings("raw", "incoming/", "processed/", "test/");
  static final String PERSON = "arn:aws:iam::111122223333:user/mallory";
  static final String SERVICE = "arn:aws:iam::111122223333:role/waybill";

  /** Every two things are further apart than the tolerance for the order of sealing. */
  private static final Duration STEP = Duration.ofMinutes(20);

  final List<SealedRow> sealed = new ArrayList<>();
  final List<EventRow> events = new ArrayList<>();
  final List<ThereRow> records = new ArrayList<>();
  final Map<String, List<ThereRow>> there = new LinkedHashMap<>();
  final Instant asOf;
  Instant since = Instant.EPOCH;
  ReconcilePolicy policy = new ReconcilePolicy(RAW, List.of());
  private Instant now;
  private int number;

  ReconcileWorld(Instant asOf, Duration age) {
    this.asOf = asOf;
    this.now = asOf.minus(age);
  }

  ReconcileWorld() {
    this(Instant.parse("2026-11-30T00:00:00Z"), Duration.ofDays(400));
  }

  /** Version of a key, as the world knows it. */
  record Version(String key, String id, long size) {}

  Instant step() {
    now = now.plus(STEP);
    return now;
  }

  Instant now() {
    return now;
  }

  /** Moves to a time. */
  void at(Instant time) {
    now = time;
  }

  int next() {
    return ++number;
  }

  /** Writes a version without an event. */
  Version write(String key, long size) {
    Version version = new Version(key, "v" + next(), size);
    add(
        new ThereRow(
            key, version.id(), false, true, size, "tag" + number, step(), null, null, null));
    return version;
  }

  Version mark(String key) {
    Version version = new Version(key, "m" + next(), 0);
    add(new ThereRow(key, version.id(), true, true, 0, null, step(), null, null, null));
    return version;
  }

  private void add(ThereRow row) {
    List<ThereRow> versions = there.computeIfAbsent(row.key(), key -> new ArrayList<>());
    versions.add(row);
    current(versions);
  }

  private static void current(List<ThereRow> versions) {
    for (int at = 0; at < versions.size(); at++) {
      ThereRow it = versions.get(at);
      versions.set(at, with(it, it.eTag(), at == versions.size() - 1));
    }
  }

  private static ThereRow with(ThereRow it, @Nullable String eTag, boolean isCurrent) {
    return new ThereRow(
        it.key(),
        it.versionId(),
        it.isDeleteMarker(),
        isCurrent,
        it.size(),
        eTag,
        it.lastModified(),
        it.sha256(),
        it.encryption(),
        it.storageClass());
  }

  /** Removes a version without an event. */
  void remove(Version version) {
    List<ThereRow> versions = there.getOrDefault(version.key(), new ArrayList<>());
    versions.removeIf(it -> it.versionId().equals(version.id()));
    current(versions);
    step();
  }

  /** Changes the ETag of a version without an event. */
  void tamper(Version version) {
    List<ThereRow> versions = there.get(version.key());
    versions.replaceAll(
        it -> it.versionId().equals(version.id()) ? with(it, "tampered", it.isCurrent()) : it);
    step();
  }

  SealedRow seal(Version version, @Nullable String destination) {
    String record = "records/" + version.id() + ".sigstore.json";
    SealedRow row =
        new SealedRow(
            EntryKind.SEAL,
            version.key(),
            version.id(),
            version.size(),
            eTag(version),
            String.format("%064x", version.size()),
            destination,
            null,
            record,
            step(),
            sealed.size());
    sealed.add(row);
    records.add(new ThereRow(record, "r", false, true, 9, null, now, null, null, null));
    return row;
  }

  private @Nullable String eTag(Version version) {
    return there.getOrDefault(version.key(), List.of()).stream()
        .filter(it -> it.versionId().equals(version.id()))
        .findFirst()
        .map(ThereRow::eTag)
        .orElse(null);
  }

  EventRow log(String name, EventActor actor, Version version, @Nullable Version source) {
    return log(CustodyBucket.RAW, name, actor, version.key(), version.id(), null, source);
  }

  EventRow denied(String name, String key, @Nullable String versionId) {
    return log(CustodyBucket.RAW, name, EventActor.OTHER, key, versionId, "AccessDenied", null);
  }

  EventRow log(
      CustodyBucket bucket,
      String name,
      EventActor actor,
      String key,
      @Nullable String versionId,
      @Nullable String error,
      @Nullable Version source) {
    boolean isMarker = versionId != null && versionId.startsWith("m");
    boolean isUndelete = isMarker && name.equals("DeleteObjectVersion");
    EventRow row =
        new EventRow(
            bucket,
            key,
            versionId,
            EventEffect.of(name, isMarker && !isUndelete ? null : versionId),
            name,
            now,
            actor,
            actor == EventActor.OTHER ? PERSON : SERVICE,
            error,
            "request-" + next(),
            "192.0.2.1",
            source == null ? null : "raw/" + source.key() + "?versionId=" + source.id());
    events.add(row);
    return row;
  }

  /** The ordinary life of an object; returns its promoted copy. */
  Version life(String name, long size) {
    Version source = write("incoming/" + name, size);
    log("PutObject", EventActor.OTHER, source, null);
    seal(source, "processed/" + name);
    Version copy = write("processed/" + name, size);
    log("CopyObject", EventActor.SERVICE, copy, source);
    remove(source);
    log("DeleteObject", EventActor.SERVICE, source, null);
    return copy;
  }

  Version canary(String name, long size) {
    Version version = write("test/" + name, size);
    log("PutObject", EventActor.SERVICE, version, null);
    seal(version, null);
    return version;
  }

  void forgetEvents(Version version) {
    events.removeIf(it -> it.key().equals(version.key()) && version.id().equals(it.versionId()));
  }

  List<ThereRow> allThere() {
    return there.values().stream().flatMap(List::stream).toList();
  }

  /** Reconciles the world, with the rows of every source in a random order. */
  Reconciliation reconcile(Path temporary, Random random) throws InterruptedException {
    return reconcile(temporary, random, 1);
  }

  /**
   * @param times number of times that each source gives each row
   */
  Reconciliation reconcile(Path temporary, Random random, int times) throws InterruptedException {
    List<ThereRow> versions = shuffled(allThere(), random, times);
    List<SealedRow> entries = shuffled(sealed, random, times);
    List<EventRow> calls = shuffled(events, random, times);
    List<ThereRow> objects = shuffled(records, random, times);
    ReconcileSources sources =
        new ReconcileSources(
            rows -> {
              versions.forEach(rows);
              return SourceReading.complete("listing", asOf);
            },
            rows -> {
              entries.forEach(rows);
              return SourceReading.complete("log", asOf);
            },
            rows -> {
              calls.forEach(rows);
              return SourceReading.complete("trail", asOf).since(since);
            },
            rows -> {
              objects.forEach(rows);
              return SourceReading.complete("records", asOf);
            });
    return new Reconciler(policy, temporary).run(sources);
  }

  private static <T> List<T> shuffled(List<T> rows, Random random, int times) {
    List<T> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.addAll(rows);
    }
    Collections.shuffle(all, random);
    return all;
  }
}
