package dev.waybill.estimate;

/**
 * Prices in US dollars of us-east-1, as AWS listed them in November 2026, of what {@link
 * dev.waybill.fixity.plan.FixityPrices} does not have.
 */
public final class ListPrices {
  private static final double MILLION = 1_000_000;
  private static final double HOUR = 3600;
  private static final double SQS = 0.40;
  private static final double FARGATE_CORE_HOUR = 0.04048;
  private static final double FARGATE_GB_HOUR = 0.004445;
  private static final double STORED_GB_MONTH = 0.023;
  private static final double GB = 1e9;

  private ListPrices() {}

  /** Returns the price of calls of SQS. */
  public static double ofMessages(double calls) {
    return calls * SQS / MILLION;
  }

  /** Returns the price of a core and a gigabyte of memory of Fargate for some seconds. */
  public static double ofCoreSeconds(double seconds) {
    return seconds / HOUR * (FARGATE_CORE_HOUR + FARGATE_GB_HOUR);
  }

  /** Returns the price of bytes in S3 Standard for a month. */
  static double ofStoredMonth(double bytes) {
    return bytes / GB * STORED_GB_MONTH;
  }
}
