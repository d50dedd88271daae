package dev.waybill.fixity.examine;

import static dev.waybill.fixity.examine.CustodyScene.KEY;
import static dev.waybill.fixity.examine.CustodyScene.PROVENANCE;
import static dev.waybill.fixity.examine.CustodyScene.RAW;
import static dev.waybill.fixity.examine.CustodyScene.processed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.plan.DefectFinding;
import dev.waybill.fixity.watch.WatchList;
import dev.waybill.fixity.watch.WatchedDefect;
import dev.waybill.fixity.watch.WatchedDefect.OfEntry;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.record.log.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Examination of promoted objects as soon as an audit names them. */
final class TouchedObjectsTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final CustodyScene scene = new CustodyScene();
  private final List<Report> reports = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Long> examined = new LinkedBlockingQueue<>();
  private TouchedObjects.Seals seals = object -> List.of();
  private final WatchList watch = new WatchList(new InMemoryLogStore());
  private final TouchedObjects touched = touched();

  private TouchedObjects touched() {
    return new TouchedObjects(
        object -> seals.of(object),
        this::examine,
        new TouchedObjects.DefectReports() {
          @Override
          public Finding of(Examination examination, LocatedSeal seal, Instant now) {
            return DefectFinding.of(PROVENANCE, examination, seal.entry(), now);
          }

          @Override
          public FindingEnd end(WatchedDefect defect, Instant now) {
            return DefectFinding.end(PROVENANCE, defect, now, "mended");
          }
        },
        watch,
        reports::add,
        scene.clock);
  }

  private Examination examine(LocatedSeal seal) throws InterruptedException {
    Examination examination = scene.examiner().examine(seal.index(), seal.entry());
    examined.add(seal.index());
    return examination;
  }

  @AfterEach
  void close() {
    touched.close();
  }

  private static TouchedObject object(String name) {
    return new TouchedObject("PutObjectTagging", "e1", RAW, processed(name));
  }

  private LocatedSeal promoted(long index) {
    LogEntry entry = scene.promoted(KEY, "content");
    scene.pass(Duration.ofDays(1));
    return new LocatedSeal(index, entry);
  }

  private long nextExamined() throws InterruptedException {
    Long index = examined.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(index).isNotNull();
    return index;
  }

  @Test
  void reportsDefectWithTheIdentityOfTheCycle() {
    LocatedSeal seal = promoted(300);
    seals = object -> List.of(seal);
    scene.s3.current(RAW, processed(KEY)).content = CustodyScene.bytes("c0ntent");

    touched.accept(object(KEY));

    await().atMost(LIMIT).until(() -> reports.size() == 1);
    assertThat(reports.get(0))
        .isInstanceOfSatisfying(
            Finding.class,
            it -> {
              assertThat(it.uid()).isEqualTo("fixity-altered/" + PROVENANCE + "/300");
              assertThat(it.resource()).endsWith(seal.entry().version().key());
            });
  }

  @Test
  void endsTheFindingWhenTheObjectIsTouchedAgainAndMended() {
    LocatedSeal seal = promoted(300);
    seals = object -> List.of(seal);
    scene.s3.current(RAW, processed(KEY)).content = CustodyScene.bytes("c0ntent");
    touched.accept(object(KEY));
    await().atMost(Duration.ofSeconds(10)).until(() -> reports.size() == 1);
    assertThat(watch.all()).containsExactly(new OfEntry(FixityCondition.ALTERED, 300));
    scene.s3.current(RAW, processed(KEY)).content = CustodyScene.bytes("content");

    try (TouchedObjects ofAnotherLeader = touched()) {
      ofAnotherLeader.accept(object(KEY));
      await().atMost(Duration.ofSeconds(10)).until(() -> reports.size() == 2);
    }

    assertThat(reports.get(1))
        .isInstanceOfSatisfying(
            FindingEnd.class, it -> assertThat(it.uid()).isEqualTo(reports.get(0).uid()));
    await().atMost(Duration.ofSeconds(10)).until(() -> watch.all().isEmpty());
  }

  @Test
  void reportsNothingAboutIntactObject() throws Exception {
    LocatedSeal seal = promoted(300);
    seals = object -> List.of(seal);

    touched.accept(object(KEY));

    assertThat(nextExamined()).isEqualTo(300);
    touched.close();
    assertThat(reports).isEmpty();
  }

  @Test
  void goesOnAfterAFailure() throws Exception {
    LocatedSeal seal = promoted(300);
    seals =
        object -> {
          if (object.key().equals(processed("failing"))) {
            throw new UnreadableException("S3 answered 503");
          }
          return List.of(seal);
        };

    touched.accept(object("failing"));
    touched.accept(object(KEY));

    assertThat(nextExamined()).isEqualTo(300);
  }

  @Test
  void examinesTheNewestVersionsOnly() throws Exception {
    LocatedSeal seal = promoted(300);
    List<LocatedSeal> many =
        LongStream.range(0, TouchedObjects.MAX_VERSIONS + 5)
            .mapToObj(it -> new LocatedSeal(it, seal.entry()))
            .toList();
    seals = object -> object.key().equals(processed("last")) ? List.of(seal) : many;

    touched.accept(object(KEY));
    touched.accept(object("last"));

    for (long index = 0; index < TouchedObjects.MAX_VERSIONS; index++) {
      assertThat(nextExamined()).isEqualTo(index);
    }
    assertThat(nextExamined()).isEqualTo(300);
  }

  @Test
  void examinesWaitingObjectOnceAndLeavesWhatExceedsTheLimit() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<String> looked = new CopyOnWriteArrayList<>();
    seals =
        object -> {
          began.countDown();
          awaitOpen(go);
          looked.add(object.key());
          return List.of();
        };
    touched.accept(object("first"));
    assertThat(began.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();

    touched.accept(object("twice"));
    touched.accept(object("twice"));
    for (int number = 0; number < TouchedObjects.MAX_WAITING + 5; number++) {
      touched.accept(object("object" + number));
    }
    go.countDown();

    await().atMost(LIMIT).until(() -> looked.size() == 1 + TouchedObjects.MAX_WAITING);
    assertThat(looked).doesNotHaveDuplicates().contains(processed("twice"));
    touched.accept(object("later"));
    await().atMost(LIMIT).until(() -> looked.contains(processed("later")));
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void describesUntrustedTextPlainly() {
    assertThat(new TouchedObject("PutObject", "e1\nfake", RAW, "k").description())
        .isEqualTo("event=PutObject id=?");
  }
}
