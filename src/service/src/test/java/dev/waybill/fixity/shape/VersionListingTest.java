package dev.waybill.fixity.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class VersionListingTest {
  private final List<RawVersion> listed = new ArrayList<>();

  @Provide
  static Arbitrary<List<String>> suffixes() {
    return KeyRangesPropertyTest.manySuffixes();
  }

  private List<RawVersion> list(RawVersionPages pages, String prefix, List<String> sample)
      throws InterruptedException {
    new VersionListing(pages, 3).list(prefix, sample, 20, listed::add);
    return listed;
  }

  @Property(tries = 200)
  void listsEveryVersionBelowThePrefixOnce(
      @ForAll("suffixes") List<String> sample,
      @ForAll("suffixes") List<String> keys,
      @ForAll @IntRange(min = 1, max = 7) int pageSize)
      throws InterruptedException {
    // All tries share the instance.
    listed.clear();
    RawBucketModel bucket = new RawBucketModel(pageSize);
    for (String key : new TreeSet<>(keys)) {
      bucket.put("a/" + key, 1, "e");
      bucket.hide("a/" + key);
      bucket.put("b/" + key, 2, "f");
    }

    assertThat(list(bucket, "a/", sample))
        .containsExactlyInAnyOrderElementsOf(
            bucket.versions().stream().filter(it -> it.key().startsWith("a/")).toList());
    listed.clear();
    assertThat(list(bucket, "", sample)).containsExactlyInAnyOrderElementsOf(bucket.versions());
  }

  @Test
  void failsInsteadOfEndingEarlyWhenOnePageCannotBeListed() {
    RawBucketModel bucket = new RawBucketModel(1);
    IntStream.range(0, 30).forEach(it -> bucket.put("k" + (1000 + it), 1, "e"));
    RawVersionPages broken =
        (prefix, key, versionId) -> {
          if ("k1020".equals(key)) {
            throw new IllegalStateException("503");
          }
          return bucket.page(prefix, key, versionId);
        };

    assertThatThrownBy(() -> list(broken, "", List.of("k1010")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("503");
  }
}
