package dev.waybill.fixity.shape;

import dev.waybill.model.NamedThreads;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Versions and delete markers of a listing, in the order of the UTF-8 bytes of their keys and with
 * the newest of each key first. Several ranges of keys are listed at once and a few pages ahead, so
 * that memory does not depend on the size of the bucket. For one thread.
 */
public final class OrderedVersions implements Iterator<RawVersion>, AutoCloseable {
  /** Order within a page, in which the SDK separates versions and delete markers. */
  private static final Comparator<RawVersion> ORDER =
      Comparator.comparing(RawVersion::key, ListedKeyOrder::compare)
          .thenComparing(it -> !it.latest())
          .thenComparing(RawVersion::lastModified, Comparator.reverseOrder());

  private final RawVersionPages pages;
  private final Iterator<KeyRange> waiting;
  private final ExecutorService threads;
  private final Deque<RangeAhead> ahead = new ArrayDeque<>();
  private Iterator<RawVersion> page = List.<RawVersion>of().iterator();

  private OrderedVersions(RawVersionPages pages, List<KeyRange> ranges, int calls) {
    this.pages = pages;
    this.waiting = ranges.iterator();
    threads = Executors.newFixedThreadPool(calls, new NamedThreads("listing"));
    for (int call = 0; call < calls; call++) {
      listNext();
    }
  }

  /**
   * Begins a listing.
   *
   * @param prefix prefix of the keys; empty for all keys
   * @param sample keys that cut the listing into ranges, in any order, without the prefix; they are
   *     untrusted input, and bad ones make the listing slower only
   * @param ranges number of ranges at most
   * @param calls number of concurrent calls
   */
  public static OrderedVersions list(
      RawVersionPages pages, String prefix, Collection<String> sample, int ranges, int calls) {
    return new OrderedVersions(pages, KeyRanges.cut(prefix, sample, ranges), calls);
  }

  private void listNext() {
    if (waiting.hasNext()) {
      RangeAhead range = new RangeAhead(pages, waiting.next());
      ahead.add(range);
      threads.execute(range);
    }
  }

  /**
   * Returns true when a version is left.
   *
   * @throws RuntimeException when the bucket cannot be listed completely
   */
  @Override
  public boolean hasNext() {
    while (!page.hasNext()) {
      RangeAhead first = ahead.peek();
      if (first == null) {
        return false;
      }
      List<RawVersion> next = first.take();
      if (next == null) {
        ahead.remove();
        listNext();
      } else {
        page = next.stream().sorted(ORDER).iterator();
      }
    }
    return true;
  }

  /**
   * Returns the next version.
   *
   * @throws RuntimeException when the bucket cannot be listed completely
   */
  @Override
  public RawVersion next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return Objects.requireNonNull(page.next());
  }

  /** Ends the calls that are under way. */
  @Override
  public void close() {
    var unused = threads.shutdownNow();
  }
}
