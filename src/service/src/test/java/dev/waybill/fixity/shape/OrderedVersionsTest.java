package dev.waybill.fixity.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OrderedVersionsTest {
  @Provide
  static Arbitrary<List<String>> suffixes() {
    return KeyRangesPropertyTest.manySuffixes();
  }

  private static List<RawVersion> list(RawVersionPages pages, List<String> sample, int ranges) {
    List<RawVersion> listed = new ArrayList<>();
    try (OrderedVersions versions = OrderedVersions.list(pages, "", sample, ranges, 3)) {
      versions.forEachRemaining(listed::add);
    }
    return listed;
  }

  @Property(tries = 200)
  void listsEveryVersionOnceInTheOrderOfTheBucket(
      @ForAll("suffixes") List<String> sample,
      @ForAll("suffixes") List<String> keys,
      @ForAll @IntRange(min = 1, max = 20) int ranges,
      @ForAll @IntRange(min = 1, max = 7) int pageSize) {
    RawBucketModel bucket = new RawBucketModel(pageSize);
    new TreeSet<>(keys)
        .forEach(
            key -> {
              bucket.put(key, 1, "e");
              bucket.at(bucket.now().plusSeconds(1));
              bucket.hide(key);
              bucket.at(bucket.now().plusSeconds(1));
              bucket.put(key, 2, "f");
            });

    assertThat(list(bucket, sample, ranges)).containsExactlyElementsOf(bucket.versions());
  }

  private static RawBucketModel bucketOf(int keys) {
    RawBucketModel bucket = new RawBucketModel(1);
    IntStream.range(0, keys).forEach(it -> bucket.put("k" + (1000 + it), 1, "e"));
    return bucket;
  }

  @Test
  void failsInsteadOfEndingEarlyWhenOnePageCannotBeListed() {
    RawBucketModel bucket = bucketOf(30);
    RawVersionPages broken =
        (prefix, key, versionId) -> {
          if ("k1020".equals(key)) {
            throw new IllegalStateException("503");
          }
          return bucket.page(prefix, key, versionId);
        };

    assertThatThrownBy(() -> list(broken, List.of("k1010"), 2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("503");
  }

  @Test
  void failsWhenThePagesAreNotInTheOrderOfKeys() {
    RawVersion version = bucketOf(1).versions().get(0);
    RawVersionPages unordered =
        (prefix, key, versionId) -> new RawVersionPage(List.of(version), key + "x", null);

    assertThatThrownBy(() -> list(unordered, List.of(), 1))
        .hasMessageContaining("not in the order of keys");
  }

  @Test
  void failsAlsoWhenAThreadOfTheListingEndsByAnError() {
    RawVersionPages broken =
        (prefix, key, versionId) -> {
          throw new StackOverflowError();
        };

    assertThatThrownBy(() -> list(broken, List.of(), 1)).hasCauseInstanceOf(Error.class);
  }

  @Test
  void endsItsThreadsWhenItIsClosedEarly() throws InterruptedException {
    RawBucketModel bucket = bucketOf(100);
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    RawVersionPages slow =
        (prefix, key, versionId) -> {
          if ("k1050".equals(key)) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              interrupted.countDown();
            }
          }
          return bucket.page(prefix, key, versionId);
        };
    try (OrderedVersions versions = OrderedVersions.list(slow, "", List.of("k1050"), 2, 2)) {
      assertThat(versions.next().key()).isEqualTo("k1000");
    }

    assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
