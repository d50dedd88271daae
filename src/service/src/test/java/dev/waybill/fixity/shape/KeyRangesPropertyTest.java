package dev.waybill.fixity.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class KeyRangesPropertyTest {
  private static final String PREFIX = "processed/";

  /** Slashes, control characters, the last characters of each length of UTF-8, and beyond. */
  @Provide
  static Arbitrary<String> suffixes() {
    return Arbitraries.of(
            "a",
            "b",
            "/",
            "//",
            " ",
            "+",
            "%",
            "\u0000",
            "\u0003",
            "\u007f",
            "\u0080",
            "\u07ff",
            "\u0800",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud800\udc00",
            "\udbff\udfff")
        .list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(it -> String.join("", it));
  }

  @Provide
  static Arbitrary<List<String>> manySuffixes() {
    return suffixes().list().ofMaxSize(40);
  }

  @Property(tries = 500)
  void eachKeyIsInExactlyOneRange(
      @ForAll("manySuffixes") List<String> sample,
      @ForAll("manySuffixes") List<String> keys,
      @ForAll @IntRange(min = 1, max = 20) int count) {
    List<KeyRange> ranges = KeyRanges.cut(PREFIX, sample, count);

    assertThat(ranges).hasSizeBetween(1, count);
    for (String key : join(keys, sample)) {
      assertThat(ranges).filteredOn(it -> it.contains(PREFIX + key)).hasSize(1);
    }
  }

  private static List<String> join(List<String> one, List<String> other) {
    List<String> both = new ArrayList<>(one);
    both.addAll(other);
    return both;
  }

  @Property(tries = 300)
  void rangesListEveryVersionOnceInPagesOfAnySize(
      @ForAll("manySuffixes") List<String> sample,
      @ForAll("manySuffixes") List<String> keys,
      @ForAll @IntRange(min = 1, max = 20) int count,
      @ForAll @IntRange(min = 1, max = 7) int pageSize) {
    RawBucketModel bucket = new RawBucketModel(pageSize);
    new TreeSet<>(keys)
        .forEach(
            key -> {
              bucket.put(PREFIX + key, 1, "e");
              bucket.hide(PREFIX + key);
              bucket.put(PREFIX + key, 2, "f");
            });
    List<RawVersion> listed = new ArrayList<>();
    for (KeyRange range : KeyRanges.cut(PREFIX, sample, count)) {
      new RangeListing(bucket).list(range, (start, versions) -> listed.addAll(versions));
    }

    assertThat(listed).containsExactlyInAnyOrderElementsOf(bucket.versions());
  }
}
