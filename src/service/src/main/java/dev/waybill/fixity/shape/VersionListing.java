package dev.waybill.fixity.shape;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Listing of all versions and delete markers of a bucket, several ranges of keys at once.
 *
 * @param pages pages of the listing
 * @param calls number of concurrent calls
 */
public record VersionListing(RawVersionPages pages, int calls) {
  /**
   * Lists everything below a prefix, in any order.
   *
   * @param prefix the prefix; empty for all keys
   * @param sample keys without the prefix, in any order, which cut the listing into ranges; they
   *     are untrusted input, and bad ones make the listing slower only
   * @param ranges number of ranges at most
   * @param versions receives the versions, called by one thread at a time
   * @throws InterruptedException when the thread was interrupted
   * @throws RuntimeException when a page cannot be listed, or the pages are not the whole bucket
   */
  public void list(
      String prefix, Collection<String> sample, int ranges, Consumer<RawVersion> versions)
      throws InterruptedException {
    Lock lock = new ReentrantLock();
    RangeListing listing = new RangeListing(pages);
    new ParallelTasks(calls)
        .run(
            KeyRanges.cut(prefix, sample, ranges).stream()
                .<Runnable>map(
                    range ->
                        () -> listing.list(range, (start, page) -> accept(lock, page, versions)))
                .iterator());
  }

  private static void accept(Lock lock, List<RawVersion> page, Consumer<RawVersion> versions) {
    lock.lock();
    try {
      page.forEach(versions);
    } finally {
      lock.unlock();
    }
  }
}
