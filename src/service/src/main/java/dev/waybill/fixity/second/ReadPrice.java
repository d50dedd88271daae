package dev.waybill.fixity.second;

import dev.waybill.fixity.plan.FixityPrices;

/**
 * Price of a reading in US dollars, at the list prices of S3 Batch Operations of November 2026.
 *
 * @param objects number of objects whose checksum is computed
 * @param bytes number of their bytes
 * @param lists number of listing requests that were made for the manifest
 * @param prices prices of requests
 */
public record ReadPrice(long objects, long bytes, long lists, FixityPrices prices) {
  private static final double OF_JOB = 0.25;
  private static final double OF_OBJECT = 1.00 / 1_000_000;
  private static final double OF_TIB = 4.10;
  private static final double TIB = 1L << 40;

  /** Writes of manifest, job and result by Waybill, and of a list and two files by S3. */
  private static final int PUTS = 6;

  /** Reads of the manifest by S3 and by Waybill, and of a list and two files. */
  private static final int GETS = 5;

  private static final double MILLION = 1_000_000;

  /** Returns the price of everything. */
  public double dollars() {
    return dollarsOfJob() + dollarsOfObjects() + dollarsOfBytes() + dollarsOfRequests();
  }

  /** Returns the price that every job has. */
  public double dollarsOfJob() {
    return OF_JOB;
  }

  /** Returns the price of the objects. */
  public double dollarsOfObjects() {
    return objects * OF_OBJECT;
  }

  /** Returns the price of their bytes. */
  public double dollarsOfBytes() {
    return bytes / TIB * OF_TIB;
  }

  /** Returns the price of requests to S3. */
  public double dollarsOfRequests() {
    return ((lists + PUTS) * prices.list() + GETS * prices.get()) / MILLION;
  }
}
