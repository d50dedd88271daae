package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.Faults;
import dev.waybill.model.Copied;
import dev.waybill.model.Custody;
import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.model.Sealed;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** Custody of objects that are overwritten or deleted meanwhile. */
@ExtendWith(CloudExtension.class)
class OverwrittenIT {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String KEY = "incoming/moving";

  private final CloudUnderTest cloud;

  /** Text of every version that was put. */
  private final Map<ObjectVersion, String> written = new ConcurrentHashMap<>();

  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  OverwrittenIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision() throws Exception {
    cloud.assumeWithout(EmulatorLimit.COPY_CONDITIONS_IGNORED);
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of());
  }

  @AfterEach
  void stop() {
    if (pipeline != null) {
      pipeline.close();
    }
  }

  @Test
  void promotesNewestWhenOverwrittenAndDeletedBeforeNotification() throws Exception {
    put(KEY, "one");
    overwriteDeleteOverwrite();
    pipeline.start();

    assertNewestIsPromotedAndNoneIsLost(3, "three");
  }

  @ParameterizedTest
  @ValueSource(classes = {Received.class, Digested.class, Sealed.class, Copied.class})
  void promotesNewestWhenOverwrittenAndDeletedAt(Class<? extends Custody> stage) throws Exception {
    once(stage, unused -> overwriteDeleteOverwrite());
    pipeline.start();
    put(KEY, "one");

    assertNewestIsPromotedAndNoneIsLost(3, "three");
  }

  /** Equal bytes put again are another version. */
  @ParameterizedTest
  @ValueSource(classes = {Received.class, Digested.class, Sealed.class, Copied.class})
  void promotesNewestWhenOverwrittenBySameBytesAt(Class<? extends Custody> stage) throws Exception {
    once(stage, unused -> put(KEY, "one"));
    pipeline.start();
    put(KEY, "one");

    assertNewestIsPromotedAndNoneIsLost(2, "one");
  }

  @ParameterizedTest
  @ValueSource(classes = {Received.class, Digested.class, Sealed.class})
  void rejectsVersionDeletedAt(Class<? extends Custody> stage) throws Exception {
    once(stage, reached -> delete(reached.version()));
    pipeline.start();
    ObjectVersion deleted = put(KEY, "one");

    pipeline.awaitEnds(1);

    // The named outcome shows operators the broken chain, and nothing counts as promoted.
    assertThat(pipeline.labels()).containsExactly("rejected-object-gone");
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isEqualTo(1);
    assertThat(pipeline.versions("processed/")).isEmpty();
    assertThat(pipeline.archive().find(deleted).isPresent()).isEqualTo(stage != Received.class);
  }

  @Test
  void promotesVersionDeletedAfterItsCopyWasVerified() throws Exception {
    once(Copied.class, reached -> delete(reached.version()));
    pipeline.start();
    put(KEY, "one");

    assertNewestIsPromotedAndNoneIsLost(1, "one");
    assertThat(pipeline.labels()).containsExactly("promoted");
  }

  /**
   * The middle version finds the oldest version's copy at its destination. Before the middle
   * version is copied, the newest version, which has the oldest version's bytes, finds that copy,
   * too, and is done. The copy's condition, an eTag, cannot distinguish the two.
   */
  @Test
  void restoresNewerVersionHiddenByOlderOneBetween() throws Exception {
    Faults faults = cloud.faults();
    CountDownLatch middleHasLookedUp = new CountDownLatch(1);
    AtomicInteger copies = new AtomicInteger();
    faults.delay(
        "CopyObject",
        key -> {
          // The second copy fails because the place is occupied; the third follows the lookup.
          if (key.equals("processed/moving") && copies.incrementAndGet() == 3) {
            middleHasLookedUp.countDown();
            Awaitility.await().atMost(LIMIT).until(() -> pipeline.labels().size() == 2);
          }
          return false;
        },
        Duration.ZERO);
    try {
      pipeline.start();
      put(KEY, "same");
      pipeline.awaitEnds(1);
      ObjectVersion middle = put(KEY, "other");
      pipeline.onStage(
          stage -> {
            if (stage instanceof Received && !stage.version().equals(middle)) {
              await(middleHasLookedUp);
            }
          });
      put(KEY, "same");

      assertNewestIsPromotedAndNoneIsLost(3, "same");
    } finally {
      faults.reset();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Equal bytes are not an equal object: the newer version's tags must be kept. */
  @Test
  void promotesNewestTagsWhenOverwrittenBySameBytes() throws Exception {
    pipeline.start();
    putTagged("class=public");
    pipeline.awaitEnds(1);
    putTagged("class=secret");

    assertNewestIsPromotedAndNoneIsLost(2, "one");
    assertThat(pipeline.labels()).containsExactly("promoted", "promoted");
    assertThat(
            pipeline
                .s3()
                .getObjectTagging(it -> it.bucket(pipeline.raw()).key("processed/moving"))
                .tagSet())
        .singleElement()
        .satisfies(tag -> assertThat(tag.value()).isEqualTo("secret"));
  }

  private void putTagged(String tags) {
    String version =
        pipeline
            .s3()
            .putObject(
                it -> it.bucket(pipeline.raw()).key(KEY).tagging(tags),
                RequestBody.fromString("one"))
            .versionId();
    written.put(new ObjectVersion(pipeline.raw(), KEY, version), "one");
  }

  /** An object from before versioning has the version id null, and newer versions above it. */
  @Test
  void promotesObjectFromBeforeVersioning() throws Exception {
    versioning(BucketVersioningStatus.SUSPENDED);
    pipeline.put(KEY, "one");
    versioning(BucketVersioningStatus.ENABLED);
    written.put(new ObjectVersion(pipeline.raw(), KEY, ObjectVersion.NULL_VERSION), "one");
    put(KEY, "two");
    pipeline.start();

    assertNewestIsPromotedAndNoneIsLost(2, "two");
  }

  private void versioning(BucketVersioningStatus status) {
    pipeline
        .s3()
        .putBucketVersioning(
            it -> it.bucket(pipeline.raw()).versioningConfiguration(to -> to.status(status)));
  }

  @Test
  void losesNothingUnderConcurrentWriters() throws Exception {
    pipeline.start();
    ExecutorService writers = Executors.newFixedThreadPool(4);
    Map<String, String> last = new ConcurrentHashMap<>();
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        int seed = writer;
        all.add(writers.submit(() -> writeRandomly(seed, last)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      writers.shutdownNow();
    }

    pipeline.awaitEnds(written.size(), Duration.ofMinutes(2));
    last.forEach(
        (key, text) ->
            assertThat(pipeline.text(key.replace("incoming/", "processed/"))).isEqualTo(text));
    assertNothingIsLost();
  }

  /** Each writer has its own keys, so that it knows the newest version of each. */
  private void writeRandomly(int writer, Map<String, String> last) {
    Random random = new Random(writer);
    for (int i = 0; i < 60; i++) {
      String key = "incoming/w" + writer + "/" + random.nextInt(5);
      String text = "text " + random.nextInt(20);
      put(key, text);
      last.put(key, text);
      if (random.nextInt(4) == 0) {
        pipeline.s3().deleteObject(it -> it.bucket(pipeline.raw()).key(key));
      }
    }
  }

  private void once(Class<? extends Custody> stage, Consumer<Custody> action) {
    AtomicBoolean done = new AtomicBoolean();
    pipeline.onStage(
        reached -> {
          if (stage.isInstance(reached) && !done.getAndSet(true)) {
            action.accept(reached);
          }
        });
  }

  private void overwriteDeleteOverwrite() {
    put(KEY, "two");
    pipeline.s3().deleteObject(it -> it.bucket(pipeline.raw()).key(KEY));
    put(KEY, "three");
  }

  private ObjectVersion put(String key, String text) {
    ObjectVersion version = pipeline.put(key, text);
    written.put(version, text);
    return version;
  }

  private void delete(ObjectVersion version) {
    pipeline
        .s3()
        .deleteObject(
            it -> it.bucket(version.bucket()).key(version.key()).versionId(version.versionId()));
  }

  private void assertNewestIsPromotedAndNoneIsLost(int versions, String newest) {
    pipeline.awaitEnds(versions);
    assertThat(pipeline.text("processed/moving")).isEqualTo(newest);
    assertNothingIsLost();
  }

  private void assertNothingIsLost() {
    pipeline.awaitEmptyQueue(Duration.ofMinutes(1));
    assertThat(pipeline.labels()).isSubsetOf("promoted", "superseded", "already-done");
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
    written.forEach(
        (version, text) -> {
          assertThat(pipeline.record(version).sha256())
              .as("the record states the digest of its version")
              .isEqualTo(Bytes.sha256(text));
          assertThat(isKept(version, text)).as("%s is at its source or promoted", text).isTrue();
        });
  }

  /** Returns true when the bytes are at the source or among the versions at the destination. */
  private boolean isKept(ObjectVersion version, String text) {
    if (pipeline.exists(version.key(), version.versionId())) {
      return pipeline.text(version).equals(text);
    }
    String destination = version.key().replace("incoming/", "processed/");
    return pipeline.versions(destination).stream()
        .anyMatch(copy -> pipeline.text(copy).equals(text));
  }
}
