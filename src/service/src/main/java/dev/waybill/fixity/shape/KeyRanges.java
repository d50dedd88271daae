package dev.waybill.fixity.shape;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of keys for listings in parallel. Their bounds are a sample of the keys that the log
 * states, so that the ranges are about equally large. Bad bounds make a listing slower and never
 * wrong: each range begins where the one before it ends.
 */
final class KeyRanges {
  private KeyRanges() {}

  /**
   * Cuts the keys below a prefix into ranges that neither overlap nor leave a gap.
   *
   * @param sample keys without the prefix, in any order; they are untrusted input
   * @param count number of ranges at most
   */
  static List<KeyRange> cut(String prefix, Collection<String> sample, int count) {
    TreeSet<String> sorted = new TreeSet<>(ListedKeyOrder::compare);
    sample.stream().filter(it -> !it.isEmpty()).forEach(sorted::add);
    List<String> keys = List.copyOf(sorted);
    List<KeyRange> ranges = new ArrayList<>();
    String after = null;
    for (int cut = 1; cut < count && !keys.isEmpty(); cut++) {
      String bound = prefix + keys.get((int) ((long) cut * keys.size() / count));
      if (isAbove(bound, after)) {
        ranges.add(new KeyRange(prefix, after, bound));
        after = bound;
      }
    }
    ranges.add(new KeyRange(prefix, after, null));
    return ranges;
  }

  private static boolean isAbove(String bound, @Nullable String after) {
    return after == null || ListedKeyOrder.compare(bound, after) > 0;
  }
}
