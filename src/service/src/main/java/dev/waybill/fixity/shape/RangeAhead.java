package dev.waybill.fixity.shape;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Range of keys that one thread lists while another one takes the pages, a few of them behind. */
final class RangeAhead implements Runnable {
  /** Number of listed pages that wait, of up to 1,000 versions each. */
  private static final int PAGES_AHEAD = 8;

  private final RawVersionPages pages;
  private final KeyRange range;
  private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(PAGES_AHEAD);

  /** Progress of the listing. */
  private sealed interface Step {
    /** Versions of one page. */
    record Page(List<RawVersion> versions) implements Step {}

    /**
     * End of the range.
     *
     * @param cause the failure; null when everything was listed
     */
    record End(@Nullable RuntimeException cause) implements Step {}
  }

  RangeAhead(RawVersionPages pages, KeyRange range) {
    this.pages = pages;
    this.range = range;
  }

  @Override
  public void run() {
    RuntimeException failure = null;
    try {
      new RangeListing(pages).list(range, (start, versions) -> put(new Step.Page(versions)));
    } catch (RuntimeException e) {
      failure = e;
    } catch (Error e) {
      // Without an end, the other thread would wait for ever.
      failure = new IllegalStateException("the listing failed", e);
    }
    end(failure);
  }

  private void put(Step step) {
    try {
      steps.put(step);
    } catch (InterruptedException e) {
      throw cancelled();
    }
  }

  private void end(@Nullable RuntimeException failure) {
    try {
      steps.put(new Step.End(failure));
    } catch (InterruptedException e) {
      // Nothing takes the pages any more.
      Thread.currentThread().interrupt();
    }
  }

  private static CancellationException cancelled() {
    Thread.currentThread().interrupt();
    return new CancellationException("the listing was interrupted");
  }

  /**
   * Returns the versions of the next page, in any order; null after the last page.
   *
   * @throws RuntimeException when the range cannot be listed
   */
  @Nullable List<RawVersion> take() {
    Step step = next();
    if (step instanceof Step.Page page) {
      return page.versions();
    }
    RuntimeException cause = ((Step.End) step).cause();
    if (cause != null) {
      throw cause;
    }
    return null;
  }

  private Step next() {
    try {
      return steps.take();
    } catch (InterruptedException e) {
      throw cancelled();
    }
  }
}
