package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileRange;

/**
 * Amount of work of examining some versions.
 *
 * @param versions number of versions
 * @param bytes sum of their sizes
 */
public record TileWork(long versions, long bytes) {
  /** No work. */
  static final TileWork NONE = new TileWork(0, 0);

  /** Requests of a version: its record, what S3 states of it, and its bytes. */
  static final int REQUESTS_OF_VERSION = 3;

  /** Requests of a tile: its entries, its result, and the state of its slice. */
  private static final int WRITES_OF_TILE = 2;

  /** Large objects are read in parts. */
  private static final long PART = 64L * 1024 * 1024;

  /** Returns the number of reads. */
  double reads() {
    return versions * (double) REQUESTS_OF_VERSION + bytes / (double) PART;
  }

  /** Returns the price of the reads and of what a tile writes, in dollars. */
  double dollars(FixityPrices prices) {
    return prices.ofReads(reads()) + prices.ofWrites(writes());
  }

  /** Returns the number of writes. */
  double writes() {
    return versions / (double) TileRange.FULL * WRITES_OF_TILE;
  }

  TileWork plus(TileWork other) {
    return new TileWork(versions + other.versions, bytes + other.bytes);
  }

  /** Returns the seconds that the work takes at a budget; the scarcest limit decides. */
  double seconds(FixityBudget budget, FixityPrices prices) {
    double byBytes = bytes / (double) budget.bytesPerSecond();
    double byRequests = reads() / budget.requestsPerSecond();
    double byDollars = dollars(prices) / budget.dollarsPerDay() * TokenBucket.SECONDS_OF_DAY;
    return Math.max(byBytes, Math.max(byRequests, byDollars));
  }
}
