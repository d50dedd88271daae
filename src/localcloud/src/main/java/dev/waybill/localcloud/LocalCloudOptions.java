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
 */
public record LocalCloudOptions(
    Path data, int port, String account, String region, Duration trailInterval) {
  /** Returns options with account 000000000000, region us-east-1 and a trail interval of 2 s. */
  public static LocalCloudOptions defaults(Path data, int port) {
    return new LocalCloudOptions(data, port, "000000000000", "us-east-1", Duration.ofSeconds(2));
  }
}
