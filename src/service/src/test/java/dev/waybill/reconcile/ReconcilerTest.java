package dev.waybill.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.reconcile.ReconcileWorld.Version;
import dev.waybill.reconcile.row.CustodyBucket;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.EventEffect;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.TemporaryNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ordinary lives that are not simple, and what must not be taken for one. */
final class ReconcilerTest {
  private final ReconcileWorld world = new ReconcileWorld();

  @TempDir private Path folder;

  private void expect(ReconcileVerdict... verdicts) throws InterruptedException {
    Map<ReconcileVerdict, Long> expected = new HashMap<>();
    for (ReconcileVerdict verdict : verdicts) {
      expected.merge(verdict, 1L, Long::sum);
    }
    Reconciliation result = world.reconcile(folder, new Random(3));
    ReconcileVerdictCounts.assertCounts(result, expected);
    assertThat(result.addsUp()).isTrue();
    assertThat(result.inFlight()).isZero();
  }

  private Version upload(String name, long size) {
    Version source = world.write("incoming/" + name, size);
    world.log("PutObject", EventActor.OTHER, source, null);
    return source;
  }

  private void removeSource(Version source) {
    world.remove(source);
    world.log("DeleteObject", EventActor.SERVICE, source, null);
  }

  private EventRow log(
      String name, EventEffect effect, EventActor actor, String key, @Nullable String version) {
    EventRow event =
        new EventRow(
            CustodyBucket.RAW,
            key,
            version,
            effect,
            name,
            world.now(),
            actor,
            "principal",
            null,
            "request",
            null,
            null);
    world.events.add(event);
    return event;
  }

  @Test
  void versionWithTheBytesOfTheCopyNeedsNoCopyOfItsOwn() throws Exception {
    world.life("a", 10);
    Version again = upload("a", 10);
    world.seal(again, "processed/a");
    removeSource(again);
    expect(ReconcileVerdict.RETIRED, ReconcileVerdict.ACCOUNTED, ReconcileVerdict.RETIRED);
  }

  @Test
  void supersededVersionBelowTheMarkerOfTheServiceIsAccounted() throws Exception {
    Version older = upload("a", 9);
    world.seal(older, "processed/a");
    world.life("a", 10);
    world.log("DeleteObject", EventActor.SERVICE, world.mark("incoming/a"), null);
    expect(
        ReconcileVerdict.ACCOUNTED,
        ReconcileVerdict.ACCOUNTED,
        ReconcileVerdict.RETIRED,
        ReconcileVerdict.ACCOUNTED);
  }

  @Test
  void copyInPartsHasNoSourceInItsEvent() throws Exception {
    Version source = upload("a", 10);
    world.seal(source, "processed/a");
    Version copy = world.write("processed/a", 10);
    world.log("CompleteMultipartUpload", EventActor.SERVICE, copy, null);
    removeSource(source);
    expect(ReconcileVerdict.RETIRED, ReconcileVerdict.ACCOUNTED);
  }

  @Test
  void foreignVersionOfTheSealedSizeIsUnsealed() throws Exception {
    Version source = upload("a", 10);
    world.seal(source, "processed/a");
    removeSource(source);
    Version foreign = world.write("processed/a", 10);
    world.log("PutObject", EventActor.OTHER, foreign, null);
    expect(ReconcileVerdict.VANISHED, ReconcileVerdict.UNSEALED);
  }

  @Test
  void eventWithoutVersionBelongsToTheVersionOfItsTime() throws Exception {
    Version upload = world.write("incoming/a", 10);
    log("PutObject", EventEffect.CREATED, EventActor.OTHER, "incoming/a", null);
    world.seal(upload, "processed/a");
    world.write("processed/a", 10);
    log("CopyObject", EventEffect.CREATED, EventActor.SERVICE, "processed/a", null);
    removeSource(upload);
    world.mark("processed/a");
    log("DeleteObject", EventEffect.MARKED, EventActor.OTHER, "processed/a", null);
    expect(ReconcileVerdict.RETIRED, ReconcileVerdict.ACCOUNTED, ReconcileVerdict.HIDDEN);
  }

  @Test
  void eventWithoutVersionAndWithoutObjectIsOneRowOfItsKey() throws Exception {
    log("PutObject", EventEffect.CREATED, EventActor.OTHER, "incoming/a", null);
    log("PutObject", EventEffect.CREATED, EventActor.OTHER, "incoming/a", null);
    expect(ReconcileVerdict.EVENT_WITHOUT_OBJECT);
  }

  @Test
  void readWithoutVersionIsNoRow() throws Exception {
    world.life("a", 10);
    log("GetObject", EventEffect.NONE, EventActor.OTHER, "processed/a", null);
    expect(ReconcileVerdict.RETIRED, ReconcileVerdict.ACCOUNTED);
  }

  @Test
  void eventsThatBeginLateAreNoGap() throws Exception {
    Version copy = world.life("a", 10);
    world.events.clear();
    world.since = world.step();
    Version canary = world.canary("b", 7);
    assertThat(copy.key()).isNotEqualTo(canary.key());
    expect(ReconcileVerdict.RETIRED, ReconcileVerdict.ACCOUNTED, ReconcileVerdict.ACCOUNTED);
  }

  @Test
  void copyThatWasRemovedLongAfterTheEventsBeganIsDestroyed() throws Exception {
    Version copy = world.life("a", 10);
    world.events.clear();
    world.since = world.step();
    world.remove(copy);
    world.log("DeleteObject", EventActor.OTHER, copy, null);
    expect(ReconcileVerdict.RETIRED, ReconcileVerdict.DESTROYED);
  }

  @Test
  void copyOfWhichNothingIsKnownHasVanishedWithItsSource() throws Exception {
    Version copy = world.life("a", 10);
    world.forgetEvents(copy);
    world.remove(copy);
    expect(ReconcileVerdict.VANISHED);
  }

  @Test
  void expiredCanaryIsRetiredWithoutAnEvent() throws Exception {
    world.policy =
        new ReconcilePolicy(
            ReconcileWorld.RAW,
            List.of(new ReconcilePolicy.Expiration("test/canary/", Duration.ofDays(7))));
    world.remove(world.canary("canary/1", 7));
    world.remove(world.canary("other/1", 7));
    expect(ReconcileVerdict.RETIRED, ReconcileVerdict.VANISHED);
  }

  @Test
  void foldersAndTemporaryNamesNeedNoSeal() throws Exception {
    world.policy =
        new ReconcilePolicy(
            new RawSettings(
                "raw",
                "incoming/",
                "processed/",
                "test/",
                new TemporaryNames(List.of("*.part")),
                null,
                null),
            List.of());
    upload("folder/", 0);
    Version part = upload("a.part", 5);
    world.remove(part);
    world.log("DeleteObject", EventActor.OTHER, part, null);
    upload("b.part", 5);
    upload("folder/a", 5);
    expect(
        ReconcileVerdict.ACCOUNTED,
        ReconcileVerdict.RETIRED,
        ReconcileVerdict.ACCOUNTED,
        ReconcileVerdict.UNSEALED);
  }

  @Test
  void copyAtAnotherPlaceIsFoundByItsPromise() throws Exception {
    Version source = world.write("landing/a", 10);
    world.log("PutObject", EventActor.OTHER, source, null);
    world.seal(source, "processed/a");
    Version copy = world.write("processed/a", 10);
    world.log("CopyObject", EventActor.SERVICE, copy, source);
    removeSource(source);
    expect(ReconcileVerdict.RETIRED, ReconcileVerdict.ACCOUNTED);
  }

  @Test
  void writeOverAVersionWithoutIdChangesItInPlace() throws Exception {
    world.there.put(
        "test/a",
        List.of(
            new ThereRow("test/a", "null", false, true, 8, null, world.step(), null, null, null)));
    world.seal(new Version("test/a", "null", 7), null);
    world.step();
    log("PutObject", EventEffect.CREATED, EventActor.OTHER, "test/a", "null");
    expect(ReconcileVerdict.CHANGED_IN_PLACE);
  }

  @Test
  void digestDecidesBeforeEverythingElse() throws Exception {
    Version source = upload("a", 10);
    world.seal(source, "processed/a");
    removeSource(source);
    world.there.put(
        "processed/a",
        List.of(
            new ThereRow(
                "processed/a",
                "v9",
                false,
                true,
                10,
                null,
                world.now(),
                "f".repeat(64),
                null,
                null)));
    log("CopyObject", EventEffect.CREATED, EventActor.SERVICE, "processed/a", "v9");
    expect(ReconcileVerdict.VANISHED, ReconcileVerdict.UNSEALED);
  }

  @Test
  void recordBelowADeleteMarkerIsRemoved() throws Exception {
    world.canary("a", 7);
    String record = world.sealed.get(0).recordKey();
    world.records.add(
        new ThereRow(record, "m", true, true, 0, null, world.step(), null, null, null));
    expect(ReconcileVerdict.RECORD_REMOVED);
  }

  @Test
  void youngVersionIsInFlightAndOldOneIsNot() throws Exception {
    world.at(world.asOf.minus(Duration.ofMinutes(200)));
    upload("old", 5);
    upload("older", 5);
    world.at(world.asOf.minus(Duration.ofMinutes(110)));
    upload("young", 5);
    world.life("life", 5);
    Reconciliation result = world.reconcile(folder, new Random(5));
    assertThat(result.inFlight()).isEqualTo(3);
    assertThat(result.count(ReconcileVerdict.UNSEALED)).isEqualTo(2);
    assertThat(result.addsUp()).isTrue();
  }

  @Test
  void repeatedChangesDoNotKeepAVersionInFlight() throws Exception {
    world.at(world.asOf.minus(Duration.ofHours(26)));
    Version canary = world.canary("a", 7);
    world.at(world.asOf.minus(Duration.ofMinutes(5)));
    world.log("PutObjectTagging", EventActor.OTHER, canary, null);
    expect(ReconcileVerdict.CHANGED_IN_PLACE);
  }

  @Test
  void failedCallsDoNotKeepAVersionInFlight() throws Exception {
    world.at(world.asOf.minus(Duration.ofHours(5)));
    Version upload = upload("a", 5);
    world.at(world.asOf.minus(Duration.ofMinutes(5)));
    world.denied("GetObject", upload.key(), upload.id());
    expect(ReconcileVerdict.UNSEALED);
  }

  @Test
  void incompleteSourceIsAFindingAndNoVerdict() throws Exception {
    world.life("a", 10);
    ReconcileSources sources =
        new ReconcileSources(
            rows -> SourceReading.incomplete("listing", world.asOf, "access denied"),
            rows -> {
              world.sealed.forEach(rows);
              return SourceReading.complete("log", world.asOf);
            },
            rows -> SourceReading.complete("trail", world.asOf),
            null);
    Reconciliation result = new Reconciler(world.policy, folder).run(sources);
    assertThat(result.problems()).containsExactly("listing: incomplete: access denied");
    assertThat(result.judged()).isZero();
    assertThat(result.isClean()).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void failureOfASourceLeavesNoFile() {
    ReconcileSources sources =
        new ReconcileSources(
            rows -> {
              world.life("a", 10);
              world.allThere().forEach(rows);
              throw new IllegalStateException("connection reset");
            },
            rows -> SourceReading.complete("log", world.asOf),
            rows -> SourceReading.complete("trail", world.asOf),
            null);
    assertThatThrownBy(() -> new Reconciler(world.policy, folder).run(sources))
        .hasMessage("connection reset");
    assertThat(folder).isEmptyDirectory();
  }
}
