package dev.waybill.fixity.shape;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listing of one range of keys, page by page. */
final class RangeListing {
  private final RawVersionPages pages;

  /** Receiver of the pages of a range. */
  interface Receiver {
    /**
     * Receives a page.
     *
     * @param start begin of the page, with which it can be listed again
     * @param versions its versions and delete markers that are in the range
     */
    void receive(PageStart start, List<RawVersion> versions);
  }

  RangeListing(RawVersionPages pages) {
    this.pages = pages;
  }

  /**
   * Lists a range.
   *
   * @throws IllegalStateException when the listing is not in the order of keys, because its ranges
   *     would then not be the whole bucket
   */
  void list(KeyRange range, Receiver receiver) {
    PageStart start = new PageStart(range.prefix(), range.after(), null);
    while (start != null) {
      RawVersionPage page = start.list(pages);
      PageStart next = next(start, page);
      requireOrder(start, page);
      receiver.receive(start, page.versions().stream().filter(it -> isIn(range, it)).toList());
      start = next == null || range.isAfterEnd(next.requireKey()) ? null : next;
    }
  }

  private static boolean isIn(KeyRange range, RawVersion version) {
    return range.contains(version.key());
  }

  private static @Nullable PageStart next(PageStart start, RawVersionPage page) {
    if (page.nextKey() == null) {
      return null;
    }
    PageStart next = new PageStart(start.prefix(), page.nextKey(), page.nextVersionId());
    if (!next.isAfter(start)) {
      throw new IllegalStateException("the listing of versions does not advance");
    }
    return next;
  }

  private static void requireOrder(PageStart start, RawVersionPage page) {
    for (RawVersion version : page.versions()) {
      boolean isEarly =
          start.key() != null && ListedKeyOrder.compare(version.key(), start.key()) < 0;
      boolean isLate =
          page.nextKey() != null && ListedKeyOrder.compare(version.key(), page.nextKey()) > 0;
      if (isEarly || isLate) {
        throw new IllegalStateException("the listing of versions is not in the order of keys");
      }
    }
  }
}
