package dev.waybill.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.reconcile.ReconcileWorld.Version;
import dev.waybill.reconcile.row.EventActor;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.ExcludedKeys;
import dev.waybill.settings.RawSettings;
import dev.waybill.settings.TemporaryNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reconciliation of a bucket with several scopes, one of which promotes to another bucket. */
final class ScopedReconcilerTest {
  @TempDir Path temporary;
  private final ReconcileWorld world = new ReconcileWorld();

  @BeforeEach
  void addScopes() {
    RawSettings raw = ReconcileWorld.RAW;
    world.policy =
        new ReconcilePolicy(
            raw,
            new CustodyScopes(
                List.of(
                    raw,
                    scope("second", "in2/", raw.bucket(), "out2/"),
                    scope("away", "far/", "done-bucket", "out/"))),
            List.of());
  }

  private static RawSettings scope(
      String name, String incoming, String destination, String processed) {
    return new RawSettings(
        name,
        ReconcileWorld.RAW.bucket(),
        incoming,
        destination,
        processed,
        "test/",
        TemporaryNames.NONE,
        new ExcludedKeys(List.of("skip/")),
        null,
        null,
        null);
  }

  @Test
  void accountsForTheObjectsOfEachScope() throws Exception {
    world.life("a", 10);
    promoted("in2/a", "out2/a");

    assertThat(verdicts())
        .isEqualTo(Map.of(ReconcileVerdict.RETIRED, 2L, ReconcileVerdict.ACCOUNTED, 2L));
  }

  @Test
  void missesTheCopyOfAFurtherScope() throws Exception {
    Version source = upload("in2/a");
    SealedRow unused = world.seal(source, "out2/a");
    removed(source);

    assertThat(verdicts()).isEqualTo(Map.of(ReconcileVerdict.VANISHED, 1L));
  }

  @Test
  void missesNoCopyInABucketThatIsNotReconciled() throws Exception {
    Version source = upload("far/a");
    SealedRow sealed = world.seal(source, "out/a");
    world.sealed.set(world.sealed.indexOf(sealed), away(sealed));
    removed(source);

    assertThat(verdicts()).isEqualTo(Map.of(ReconcileVerdict.RETIRED, 1L));
    assertThat(world.policy.left()).containsExactly("away");
  }

  @Test
  void leavesExcludedObjectsAloneAndReportsThoseOutsideOfEveryScope() throws Exception {
    Version excluded = upload("in2/skip/a");
    Version outside = upload("elsewhere/a");

    assertThat(List.of(excluded.key(), outside.key())).hasSize(2);
    assertThat(verdicts())
        .isEqualTo(Map.of(ReconcileVerdict.ACCOUNTED, 1L, ReconcileVerdict.UNSEALED, 1L));
  }

  private Version upload(String key) {
    Version version = world.write(key, 10);
    world.log("PutObject", EventActor.OTHER, version, null);
    return version;
  }

  private void promoted(String key, String destination) {
    Version source = upload(key);
    SealedRow unused = world.seal(source, destination);
    Version copy = world.write(destination, 10);
    world.log("CopyObject", EventActor.SERVICE, copy, source);
    removed(source);
  }

  private void removed(Version source) {
    world.remove(source);
    world.log("DeleteObject", EventActor.SERVICE, source, null);
  }

  private static SealedRow away(SealedRow row) {
    return new SealedRow(
        row.kind(),
        row.key(),
        row.versionId(),
        row.size(),
        row.eTag(),
        row.sha256(),
        row.destinationKey(),
        row.destinationVersionId(),
        row.recordKey(),
        row.sealedAt(),
        row.index(),
        true);
  }

  private Map<ReconcileVerdict, Long> verdicts() throws InterruptedException {
    Map<ReconcileVerdict, Long> counts =
        new TreeMap<>(world.reconcile(temporary, new Random(1)).counts());
    counts.values().removeIf(it -> it == 0);
    return counts;
  }
}
