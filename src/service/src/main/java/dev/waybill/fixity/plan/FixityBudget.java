package dev.waybill.fixity.plan;

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

  private static boolean isPositive(double number) {
    return number > 0 && Double.isFinite(number);
  }
}
