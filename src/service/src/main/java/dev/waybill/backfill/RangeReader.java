package dev.waybill.backfill;

import dev.waybill.fixity.shape.ListedKeyOrder;
import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.fixity.shape.RawVersionPage;
import dev.waybill.fixity.shape.RawVersionPages;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reader of ranges, a page at a time. A part ends between two keys where it can: a version that
 * marks a position may be deleted before the position is used.
 *
 * @param pages pages of the listing
 * @param prefix prefix of all keys
 */
record RangeReader(RawVersionPages pages, String prefix) {
  private static final Comparator<RawVersion> BY_KEY =
      Comparator.comparing(RawVersion::key, ListedKeyOrder::compare);

  /**
   * Returns the next part of a range.
   *
   * @throws IllegalStateException when the listing does not advance
   */
  RangePart next(RangeState range) {
    RangePosition from = range.position();
    RawVersionPage page = pages.page(prefix, from.key(), from.versionId());
    List<RawVersion> inRange =
        page.versions().stream().filter(it -> isIn(range, it.key())).sorted(BY_KEY).toList();
    String next = page.nextKey();
    if (next == null || isBehind(next, page.nextVersionId(), range.upTo())) {
      return new RangePart(inRange, from.asEnd());
    }
    if (page.nextVersionId() == null) {
      return part(from, inRange, new RangePosition(next, null, false));
    }
    List<RawVersion> whole = inRange.stream().filter(it -> !it.key().equals(next)).toList();
    return whole.isEmpty()
        ? part(from, inRange, new RangePosition(next, page.nextVersionId(), false))
        : part(from, whole, RangePosition.after(whole.get(whole.size() - 1).key()));
  }

  private static RangePart part(RangePosition from, List<RawVersion> versions, RangePosition end) {
    String before = from.key();
    int order = before == null ? 1 : ListedKeyOrder.compare(String.valueOf(end.key()), before);
    if (order < 0 || end.equals(from)) {
      throw new IllegalStateException("the listing of versions does not advance");
    }
    return new RangePart(versions, end);
  }

  private static boolean isIn(RangeState range, String key) {
    String after = range.position().key();
    int order = after == null ? 1 : ListedKeyOrder.compare(key, after);
    return (order > 0 || (order == 0 && range.position().versionId() != null))
        && (range.upTo() == null || ListedKeyOrder.compare(key, range.upTo()) <= 0);
  }

  private static boolean isBehind(String next, @Nullable String version, @Nullable String upTo) {
    if (upTo == null) {
      return false;
    }
    int order = ListedKeyOrder.compare(next, upTo);
    return order > 0 || (order == 0 && version == null);
  }

  /**
   * Returns a key that cuts a range, so that its rest can be listed in parallel: the begin of the
   * next group of keys, on the highest level of the keys' hierarchy that has one. Empty when there
   * is none.
   *
   * @param key last key that was listed
   */
  Stream<String> cuts(String key, @Nullable String upTo) {
    return Stream.iterate(prefix.length(), at -> at < key.length(), at -> at + 1)
        .filter(at -> key.charAt(at) < Character.MIN_SURROGATE - 1)
        .map(at -> key.substring(0, at) + (char) (key.charAt(at) + 1))
        .filter(cut -> upTo == null || ListedKeyOrder.compare(cut, upTo) < 0)
        .filter(cut -> hasMore(cut, upTo))
        .limit(1);
  }

  private boolean hasMore(String cut, @Nullable String upTo) {
    return pages.page(prefix, cut, null).versions().stream()
        .anyMatch(it -> upTo == null || ListedKeyOrder.compare(it.key(), upTo) <= 0);
  }
}
