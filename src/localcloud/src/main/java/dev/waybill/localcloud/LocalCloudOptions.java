package dev.waybill.localcloud;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Options of a local cloud.
 *
 * @param data the data folder; created if missing
 * @param port the port on 127.0.0.1; 0 for a free one
 * @param account the account that owns everything, twelve digits
 * @param region the region of all services
 * @param trailInterval the interval between deliveries of a trail
 * @param digestInterval the interval that a digest file of a trail covers, in whole seconds
 */
public record LocalCloudOptions(
    Path data,
    int port,
    String account,
    String region,
    Duration trailInterval,
    Duration digestInterval) {
  public LocalCloudOptions {
    if (digestInterval.toSeconds() < 1 || digestInterval.toNanosPart() > 0) {
      throw new IllegalArgumentException(
          "the digest interval is " + digestInterval + " and must be whole seconds, at least 1");
    }
  }

  /**
   * Returns options with account 000000000000, region us-east-1, a trail interval of 2 s and, as
   * CloudTrail has it, a digest interval of an hour.
   */
  public static LocalCloudOptions defaults(Path data, int port) {
    return new LocalCloudOptions(
        data, port, "000000000000", "us-east-1", Duration.ofSeconds(2), Duration.ofHours(1));
  }

  /** Returns the same options with another digest interval. */
  public LocalCloudOptions withDigestInterval(Duration interval) {
    return new LocalCloudOptions(data, port, account, region, trailInterval, interval);
  }
}
