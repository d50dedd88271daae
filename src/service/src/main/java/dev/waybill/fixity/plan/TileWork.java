package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileRange;

/**
 * Amount of work of examining some versions.
 *
 * @param versions number of versions
 * @param bytes sum of their sizes
 * @param requests number of reads; that of the last examination where there was one
 */
public record TileWork(long versions, long bytes, long requests) {
  /** No work. */
  static final TileWork NONE = new TileWork(0, 0, 0);

  /** Requests of a version whose copy is in place: its record and its bytes. */
  static final int REQUESTS_OF_VERSION = 2;

  /** Writes of a tile: its result and the state of its slice. */
  static final int WRITES_OF_TILE = 2;

  /** Large objects are read in parts. */
  private static final long PART = 64L * 1024 * 1024;

  /** Creates the work of versions that were never examined, as if each copy is in place. */
  public TileWork(long versions, long bytes) {
    this(versions, bytes, versions * REQUESTS_OF_VERSION + bytes / PART);
  }

  /** Returns the price of the reads and of what a tile writes, in dollars. */
  double dollars(FixityPrices prices) {
    return prices.ofReads((double) requests) + prices.ofWrites(writes());
  }

  /** Returns the number of writes. */
  double writes() {
    return versions / (double) TileRange.FULL * WRITES_OF_TILE;
  }

  TileWork plus(TileWork other) {
    return new TileWork(versions + other.versions, bytes + other.bytes, requests + other.requests);
  }

  TileWork minus(TileWork other) {
    return new TileWork(versions - other.versions, bytes - other.bytes, requests - other.requests);
  }

  /** Returns the work of more versions of the same kind. */
  TileWork ofVersions(long number) {
    if (versions == 0) {
      return new TileWork(number, 0);
    }
    double times = number / (double) versions;
    return new TileWork(number, (long) (bytes * times), (long) (requests * times));
  }

  /** Returns the seconds that the work takes at a budget; the scarcest limit decides. */
  double seconds(FixityBudget budget, FixityPrices prices) {
    double byBytes = bytes / (double) budget.bytesPerSecond();
    double byRequests = requests / budget.requestsPerSecond();
    double byDollars = dollars(prices) / budget.dollarsPerDay() * TokenBucket.SECONDS_OF_DAY;
    return Math.max(byBytes, Math.max(byRequests, byDollars));
  }
}
