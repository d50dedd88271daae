package dev.waybill.log.check;

import java.time.Duration;

/**
 * Settings of the comparison of records with the log.
 *
 * @param every time from one comparison to the next; zero for none
 * @param keysPerPass number of record keys whose hashes are held at a time
 */
public record ListingSettings(Duration every, int keysPerPass) {
  /** Number of keys that take at most 50 MB. */
  public static final int DEFAULT_KEYS_PER_PASS = 1_000_000;
}
