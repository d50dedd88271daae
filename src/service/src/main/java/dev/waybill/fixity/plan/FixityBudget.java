package dev.waybill.fixity.plan;

import dev.waybill.fixity.TileRange;

/**
 * Limits of re-verification, all of which hold at once.
 *
 * @param bytesPerSecond object bytes that are read in a second
 * @param requestsPerSecond requests to S3 in a second
 * @param dollarsPerDay price of the requests of a day, in US dollars
 */
public record FixityBudget(long bytesPerSecond, double requestsPerSecond, double dollarsPerDay) {
  /**
   * @throws IllegalArgumentException when a limit is not a positive number
   */
  public FixityBudget {
    if (bytesPerSecond < 1 || !isPositive(requestsPerSecond) || !isPositive(dollarsPerDay)) {
      throw new IllegalArgumentException("every limit of the budget must be a positive number");
    }
  }

  /**
   * Returns the number of reads of a second, which the dollars bound as well: they also pay for
   * what each tile writes.
   */
  public double readsPerSecond(FixityPrices prices) {
    double writes =
        TileWork.WRITES_OF_TILE / (double) (TileRange.FULL * TileWork.REQUESTS_OF_VERSION);
    double dollars = prices.ofReads(1) + prices.ofWrites(writes);
    return Math.min(requestsPerSecond, dollarsPerDay / TokenBucket.SECONDS_OF_DAY / dollars);
  }

  private static boolean isPositive(double number) {
    return number > 0 && Double.isFinite(number);
  }
}
