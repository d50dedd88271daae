package dev.waybill.backfill;

import dev.waybill.fixity.plan.FixityPrices;
import java.util.TreeMap;

/**
 * Work of a backfill before it begins. Which versions are sealed already is not known then, so that
 * it is a limit.
 *
 * @param inPlace versions that are sealed where they are
 * @param promoted versions that are sealed and promoted
 * @param inProcessed versions in place below the prefix of promoted objects, which may be copies
 * @param bytes bytes to read
 * @param excluded versions that need no seal
 */
public record BackfillEstimate(
    long inPlace, long promoted, long inProcessed, long bytes, VersionCounts excluded) {
  private static final int KEYS_OF_PAGE = 1000;

  /** Adds the versions of a source. For one thread at a time. */
  public static final class Sum implements VersionSource.Receiver {
    private final BackfillScope scope;
    private final TreeMap<String, Long> excluded = new TreeMap<>();
    private long inPlace;
    private long promoted;
    private long inProcessed;
    private long bytes;

    public Sum(BackfillScope scope) {
      this.scope = scope;
    }

    @Override
    public void wanted(BackfillVersion version) {
      bytes += version.knownSize();
      if (BackfillScope.purpose(scope.scopes(), version.key()).isPromoted()) {
        promoted++;
        return;
      }
      inPlace++;
      if (scope.isInProcessed(version.key())) {
        inProcessed++;
      }
    }

    @Override
    public void excluded(String label) {
      excluded.merge(label, 1L, Long::sum);
    }

    /** Returns the sum. */
    public BackfillEstimate end() {
      return new BackfillEstimate(
          inPlace, promoted, inProcessed, bytes, VersionCounts.of(excluded));
    }
  }

  /** Returns the number of versions to seal. */
  public long versions() {
    return inPlace + promoted;
  }

  /**
   * Returns the price of the requests in US dollars: for each version a look for its record, a read
   * of its bytes and the write of its record; a copy for each promoted one; a HEAD and a listing
   * for each that may be a copy; and the listing of the bucket.
   */
  public double dollars(FixityPrices prices) {
    double pages = (versions() + excluded.total()) / (double) KEYS_OF_PAGE;
    return prices.ofReads(2.0 * versions() + inProcessed)
        + prices.ofWrites(versions() + promoted + inProcessed + 1 + pages);
  }

  /** Returns the seconds that the versions take at a rate. */
  public double seconds(int rate) {
    return versions() / (double) rate;
  }
}
