package dev.waybill.fixity.plan;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prices of requests in US dollars per million, as AWS listed them in November 2026. Most regions
 * have those of us-east-1, which are also taken for a region that is not known.
 *
 * @param region region whose prices they are
 * @param get price of GET and HEAD
 * @param list price of LIST and PUT
 * @param event price of data events of CloudTrail, one for each request to an audited bucket
 */
public record FixityPrices(String region, double get, double list, double event) {
  private static final double MILLION = 1_000_000;
  private static final double EVENT = 1.00;
  private static final FixityPrices USUAL = new FixityPrices("us-east-1", 0.40, 5.00, EVENT);
  private static final Map<String, FixityPrices> REGIONS =
      Stream.of(
              new FixityPrices("eu-central-1", 0.43, 5.40, EVENT),
              new FixityPrices("us-west-1", 0.44, 5.50, EVENT),
              new FixityPrices("ap-northeast-1", 0.37, 4.70, EVENT),
              new FixityPrices("sa-east-1", 0.56, 7.00, EVENT))
          .collect(Collectors.toUnmodifiableMap(FixityPrices::region, it -> it));

  /** Returns the prices of a region. */
  public static FixityPrices ofRegion(String region) {
    return REGIONS.getOrDefault(region, USUAL);
  }

  /** Returns the price of requests alone, without their data events. */
  public double ofRequests(double reads, double writes) {
    return (reads * get + writes * list) / MILLION;
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
