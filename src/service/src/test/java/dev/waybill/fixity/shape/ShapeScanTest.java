package dev.waybill.fixity.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.shape.ShapeProgress.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ShapeScanTest {
  private static final String KEY = "processed/a";

  @TempDir private Path temporary;
  private final CustodyModel model = new CustodyModel(true);

  /** Alterations of a copy that a listing shows. */
  enum Alteration {
    DELETED(FixityCondition.GONE),
    CUT(FixityCondition.TRUNCATED),
    ENLARGED(FixityCondition.REPLACED),
    MARKED(FixityCondition.HIDDEN),
    COVERED(FixityCondition.SHADOWED),
    COVERED_BY_OLDER(FixityCondition.ROLLED_BACK),
    BESIDE(FixityCondition.EXTRA);

    private final FixityCondition looksLike;

    Alteration(FixityCondition looksLike) {
      this.looksLike = looksLike;
    }

    void apply(RawBucketModel bucket) {
      RawVersion newest = bucket.of(KEY).get(0);
      switch (this) {
        case DELETED -> bucket.delete(KEY, newest.versionId());
        case CUT -> bucket.resize(KEY, newest.versionId(), 0);
        case ENLARGED -> bucket.resize(KEY, newest.versionId(), 99);
        case MARKED -> bucket.hide(KEY);
        case COVERED -> bucket.put(KEY, 99, "other");
        case COVERED_BY_OLDER -> bucket.put(KEY, 1, "content-2");
        case BESIDE -> bucket.put(KEY + "b", 1, "other");
      }
    }
  }

  private void custody(String suffix, int content) {
    model.upload(suffix, content);
    model.seal(0);
    model.promote(0, false);
    model.pass(Duration.ofDays(2));
  }

  @ParameterizedTest
  @EnumSource
  void namesConditionThatListingLooksLike(Alteration alteration) throws InterruptedException {
    custody("a", 2);
    custody("a", 3);
    alteration.apply(model.bucket);
    model.pass(Duration.ofHours(2));

    ShapeReport report = model.scan(temporary);

    assertThat(report.suspects()).extracting(Suspect::suspected).contains(alteration.looksLike);
    assertThat(report.counts()).containsKey(alteration.looksLike);
    assertThat(report.suspected()).isEqualTo(report.suspects().size());
  }

  @ParameterizedTest
  @EnumSource
  void doesNotJudgeWhatIsYoungerThanAnHour(Alteration alteration) throws InterruptedException {
    custody("a", 2);
    model.upload("a", 3);
    model.seal(0);
    model.promote(0, false);
    alteration.apply(model.bucket);
    model.pass(Duration.ofMinutes(59));

    assertThat(model.scan(temporary).suspects()).isEmpty();
  }

  private List<Suspect> suspectsOfDrill(Duration later) throws InterruptedException {
    model.pass(later);
    return model.scan(temporary).suspects();
  }

  @Test
  void suspectsObjectOfDrillBelowMarker() throws InterruptedException {
    String key = model.sealDrill("a", 5);
    model.pass(Duration.ofHours(3));
    model.bucket.hide(key);

    assertThat(suspectsOfDrill(Duration.ofMinutes(59))).isEmpty();
    assertThat(suspectsOfDrill(Duration.ofMinutes(2)))
        .containsExactly(new Suspect.OfEntry(FixityCondition.HIDDEN, 0));
    assertThat(suspectsOfDrill(Duration.ofDays(20))).hasSize(1);
  }

  @Test
  void suspectsObjectOfDrillBelowLaterSealedVersion() throws InterruptedException {
    String unused = model.sealDrill("a", 5);
    model.pass(Duration.ofMinutes(2));
    String unusedOther = model.sealDrill("a", 6);

    assertThat(suspectsOfDrill(Duration.ofHours(2)))
        .containsExactly(new Suspect.OfEntry(FixityCondition.SHADOWED, 0));
  }

  @Test
  void expectsObjectOfDrillToExpire() throws InterruptedException {
    String key = model.sealDrill("a", 5);
    model.pass(Duration.ofDays(1));
    model.bucket.hide(key);
    assertThat(suspectsOfDrill(Duration.ofDays(1))).isEmpty();
    model.bucket.of(key).forEach(it -> model.bucket.delete(key, it.versionId()));

    assertThat(suspectsOfDrill(Duration.ofDays(1))).isEmpty();
  }

  @Test
  void keepsPlaceOfDrillApartFromEqualNames() throws InterruptedException {
    custody("test/canary/drill/a", 2);
    custody("a", 2);
    String key = model.sealDrill("a", 5);
    model.bucket.hide(key);

    assertThat(suspectsOfDrill(Duration.ofHours(2)))
        .containsExactly(new Suspect.OfEntry(FixityCondition.HIDDEN, 2));
  }

  @Test
  void acceptsVersionsThatWereSealedInPlace() throws InterruptedException {
    String unused = model.sealInPlace("old", 5);
    model.pass(Duration.ofMinutes(2));
    String unusedOther = model.sealInPlace("old", 6);
    custody("a", 2);

    assertThat(suspectedAfterTwoHours()).isEmpty();
  }

  @Test
  void suspectsVersionThatWasSealedInPlaceAndIsGoneOrHidden() throws InterruptedException {
    String gone = model.sealInPlace("gone", 5);
    String hidden = model.sealInPlace("hidden", 5);
    model.pass(Duration.ofDays(1));
    model.bucket.of(gone).forEach(it -> model.bucket.delete(gone, it.versionId()));
    model.bucket.hide(hidden);

    assertThat(suspectedAfterTwoHours())
        .containsExactlyInAnyOrder(FixityCondition.GONE, FixityCondition.HIDDEN);
  }

  private List<FixityCondition> suspectedAfterTwoHours() throws InterruptedException {
    model.pass(Duration.ofHours(2));
    return model.scan(temporary).suspects().stream().map(Suspect::suspected).toList();
  }

  @Test
  void suspectsSealedVersionThatWaitsForPromotion() throws InterruptedException {
    model.upload("a", 2);
    model.seal(0);

    assertThat(suspectedAfterTwoHours()).containsExactly(FixityCondition.IN_FLIGHT);
  }

  @Test
  void suspectsMarkerOverSealedVersionThatWaits() throws InterruptedException {
    custody("a", 3);
    model.upload("a", 2);
    model.seal(0);
    model.bucket.hide("incoming/a");

    assertThat(suspectedAfterTwoHours()).containsExactly(FixityCondition.HIDDEN);
  }

  @Test
  void suspectsUnsealedVersionOverSealedOneThatWaits() throws InterruptedException {
    custody("a", 3);
    model.upload("a", 2);
    model.seal(0);
    model.uploadUnsealed("a");

    assertThat(suspectedAfterTwoHours()).containsExactly(FixityCondition.SHADOWED);
  }

  @Test
  void acceptsSupersededVersionBelowMarker() throws InterruptedException {
    model.upload("a", 2);
    model.upload("a", 3);
    model.seal(1);
    model.promote(0, false);
    model.seal(0);
    model.promote(0, false);

    assertThat(model.bucket.of("incoming/a")).extracting(RawVersion::marker).contains(true);
    assertThat(suspectedAfterTwoHours()).isEmpty();
  }

  @Test
  void suspectsMarkerOverCopyWhoseSourceIsRetained() throws InterruptedException {
    model.upload("a", 2);
    model.seal(0);
    model.promote(0, true);
    model.bucket.hide(KEY);

    assertThat(suspectedAfterTwoHours()).containsExactly(FixityCondition.HIDDEN);
  }

  @Test
  void suspectsMissingCopyWhoseSourceIsRetained() throws InterruptedException {
    model.upload("a", 2);
    model.seal(0);
    model.promote(0, true);
    model.bucket.delete(KEY, model.bucket.of(KEY).get(0).versionId());

    assertThat(suspectedAfterTwoHours()).containsExactly(FixityCondition.IN_FLIGHT);
  }

  @Test
  void suspectsVersionThatIsNotPromotedWhenItIsGoneOrHasAnotherSize() throws InterruptedException {
    String gone = model.sealStaying("gone", 2);
    String shorter = model.sealStaying("shorter", 2);
    String longer = model.sealStaying("longer", 2);
    String unchanged = model.sealStaying("unchanged", 2);
    model.bucket.delete("incoming/gone", gone);
    model.bucket.resize("incoming/shorter", shorter, 0);
    model.bucket.resize("incoming/longer", longer, 9);
    model.bucket.resize("incoming/unchanged", unchanged, 1);

    assertThat(suspectedAfterTwoHours())
        .containsExactlyInAnyOrder(
            FixityCondition.GONE, FixityCondition.TRUNCATED, FixityCondition.REPLACED);
  }

  @Test
  void suspectsLatePromotionOnlyWithoutETag() throws InterruptedException {
    CustodyModel encrypted = new CustodyModel(false);
    for (CustodyModel late : List.of(model, encrypted)) {
      late.upload("a", 2);
      late.seal(0);
      late.pass(Duration.ofDays(3));
      late.promote(0, false);
      late.pass(Duration.ofHours(2));
    }

    assertThat(model.scan(temporary).suspects()).isEmpty();
    assertThat(encrypted.scan(temporary).suspects()).hasSize(1);
  }

  /** Neither size nor time nor ETag tells the version from a copy; only the number does. */
  @Test
  void suspectsVersionThatLooksLikeCopyWhenThereAreMoreThanEntries() throws InterruptedException {
    CustodyModel encrypted = new CustodyModel(false);
    encrypted.upload("a", 2);
    encrypted.seal(0);
    encrypted.logAgain(0);
    encrypted.promote(0, false);
    encrypted.bucket.put(KEY, 1, "other");
    encrypted.pass(Duration.ofHours(2));

    assertThat(encrypted.scan(temporary).suspects())
        .extracting(Suspect::suspected)
        .containsExactlyInAnyOrder(FixityCondition.SHADOWED, FixityCondition.EXTRA);
  }

  @Test
  void countsSuspectsThatAreNotListedAnyMore() throws InterruptedException {
    String id = model.bucket.put(KEY, 1, "other");
    model.pass(Duration.ofHours(2));
    Clock clock = Clock.fixed(model.now(), ZoneOffset.UTC);

    ShapeReport report =
        new ShapeScan(model.bucket, model.log, CustodyModel.RAW, temporary, 2, clock)
            .run(
                progress -> {
                  if (progress.phase() == Phase.JOINING) {
                    model.bucket.delete(KEY, id);
                  }
                });

    assertThat(report.counts()).containsEntry(FixityCondition.EXTRA, 1L);
    assertThat(report.suspects()).isEmpty();
    assertThat(report.vanished()).isEqualTo(1);
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void countsWhatWasListedAndRead() throws InterruptedException {
    custody("a", 2);
    custody("b", 3);
    model.sealCanary();
    model.uploadUnsealed("c");
    model.createFolder("d");
    model.pass(Duration.ofHours(2));
    List<ShapeProgress> seen = Collections.synchronizedList(new ArrayList<>());
    Clock clock = Clock.fixed(model.now(), ZoneOffset.UTC);

    ShapeReport report =
        new ShapeScan(model.bucket, model.log, CustodyModel.RAW, temporary, 2, clock)
            .run(seen::add);

    assertThat(report.listed()).isEqualTo(4);
    assertThat(report.calls()).isEqualTo(3);
    assertThat(report.entries()).isEqualTo(3);
    assertThat(report.outside()).isEqualTo(1);
    assertThat(report.unsealed()).isEqualTo(1);
    assertThat(report.temporaryBytes()).isGreaterThanOrEqualTo(6L * ShapeRow.BYTES);
    assertThat(report.isComplete()).isTrue();
    assertThat(seen).extracting(ShapeProgress::phase).contains(Phase.values());
    assertThat(seen)
        .filteredOn(it -> it.phase() == Phase.JOINING)
        .last()
        .satisfies(it -> assertThat(it.done()).isEqualTo(it.expected()));
  }

  @Test
  void keepsLimitedNumberOfSuspectsAndCountsAll() throws InterruptedException {
    for (int extra = 0; extra < 2100; extra++) {
      model.bucket.put("processed/extra-" + extra, 1, "e");
    }
    model.pass(Duration.ofHours(2));

    ShapeReport report = model.scan(temporary);

    assertThat(report.counts()).containsEntry(FixityCondition.EXTRA, 2100L);
    assertThat(report.suspects()).hasSize(2000);
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void deletesTemporaryFilesWhenListingFails() {
    custody("a", 2);
    RawVersionPages failing =
        (prefix, key, versionId) -> {
          throw new IllegalStateException("S3 failed");
        };

    assertThatThrownBy(() -> scan(failing).run(ShapeListener.NONE)).hasMessage("S3 failed");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void stopsAndDeletesTemporaryFilesWhenInterrupted() throws InterruptedException {
    CountDownLatch listing = new CountDownLatch(1);
    RawVersionPages hanging =
        (prefix, key, versionId) -> {
          listing.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          throw new IllegalStateException("interrupted");
        };
    List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
    Thread run =
        new Thread(
            () -> {
              try {
                scan(hanging).run(ShapeListener.NONE);
              } catch (InterruptedException | RuntimeException e) {
                thrown.add(e);
              }
            });
    run.start();
    listing.await();
    run.interrupt();
    run.join();

    assertThat(thrown).singleElement().isInstanceOf(InterruptedException.class);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void stopsWhenInterruptedWhileItJoins() {
    for (int key = 0; key < 20; key++) {
      custody("key-" + key, 2);
    }

    assertThatThrownBy(
            () ->
                scan(model.bucket)
                    .run(
                        progress -> {
                          if (progress.phase() == Phase.JOINING) {
                            Thread.currentThread().interrupt();
                          }
                        }))
        .isInstanceOf(InterruptedException.class);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void failsWhenListingIsNotInOrder() {
    custody("a", 2);
    RawVersionPages unordered =
        (prefix, key, versionId) -> new RawVersionPage(model.bucket.of(KEY), prefix, null);

    assertThatThrownBy(() -> scan(unordered).run(ShapeListener.NONE))
        .hasMessage("the listing of versions is not in the order of keys");
  }

  @Test
  void failsWhenListingDoesNotAdvance() {
    custody("a", 2);
    RawVersionPages repeating =
        (prefix, key, versionId) -> new RawVersionPage(List.of(), prefix + "z", null);

    assertThatThrownBy(() -> scan(repeating).run(ShapeListener.NONE))
        .hasMessage("the listing of versions does not advance");
  }

  @Test
  void deletesFolderOfProcessThatDied() throws IOException, InterruptedException {
    Path left = Files.createDirectory(temporary.resolve("waybill-glance-1"));
    Files.createFile(left.resolve("lock"));
    Files.createFile(left.resolve("rows-1"));
    Path others = Files.createDirectory(temporary.resolve("others"));

    model.scan(temporary);

    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files).containsExactly(others);
    }
  }

  private ShapeScan scan(RawVersionPages pages) {
    Clock clock = Clock.fixed(model.now(), ZoneOffset.UTC);
    return new ShapeScan(pages, model.log, CustodyModel.RAW, temporary, 2, clock);
  }
}
