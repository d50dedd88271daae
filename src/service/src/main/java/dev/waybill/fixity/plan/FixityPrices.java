package dev.waybill.fixity.plan;

import java.util.Map;

/**
 * Prices of requests in US dollars per million, as AWS listed them in November 2026. An unknown
 * region has those of us-east-1.
 *
 * @param get price of GET and HEAD
 * @param list price of LIST and PUT
 * @param event price of data events of CloudTrail, one for each request to an audited bucket
 */
public record FixityPrices(double get, double list, double event) {
  private static final double MILLION = 1_000_000;
  private static final double EVENT = 1.00;
  private static final FixityPrices USUAL = new FixityPrices(0.40, 5.00, EVENT);
  private static final Map<String, FixityPrices> REGIONS =
      Map.of(
          "eu-central-1", new FixityPrices(0.43, 5.40, EVENT),
          "us-west-1", new FixityPrices(0.44, 5.50, EVENT),
          "ap-northeast-1", new FixityPrices(0.37, 4.70, EVENT),
          "sa-east-1", new FixityPrices(0.56, 7.00, EVENT));

  /** Returns the prices of a region. */
  public static FixityPrices ofRegion(String region) {
    return REGIONS.getOrDefault(region, USUAL);
  }

  /** Returns the price of some reads, each of which is a data event. */
  public double ofReads(double reads) {
    return reads * (get + event) / MILLION;
  }

  /** Returns the price of data events alone. */
  public double ofEvents(double events) {
    return events * event / MILLION;
  }

  /** Returns the price of some writes, each of which is a data event. */
  public double ofWrites(double writes) {
    return writes * (list + event) / MILLION;
  }
}
