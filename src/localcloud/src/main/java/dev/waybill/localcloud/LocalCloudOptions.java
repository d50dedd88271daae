package dev.waybill.localcloud;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How a local cloud runs.
 *
 * @param data the folder that holds everything; made if missing
 * @param port of 127.0.0.1; 0 takes a free one
 * @param account the account everything belongs to: twelve digits
 * @param region the region it answers as
 * @param trailInterval how often trails deliver
 */
public record LocalCloudOptions(
    Path data, int port, String account, String region, Duration trailInterval) {
  public static LocalCloudOptions defaults(Path data, int port) {
    return new LocalCloudOptions(data, port, "000000000000", "us-east-1", Duration.ofSeconds(2));
  }
}
