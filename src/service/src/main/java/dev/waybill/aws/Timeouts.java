package dev.waybill.aws;

import java.time.Duration;

/**
 * Time limits of calls to AWS.
 *
 * @param call time of a call with its retries
 * @param s3Call time of an S3 call with its retries
 * @param idle time without a byte from the server
 * @param body time for a small body; larger bodies have more
 * @param connectionAge age at which a connection is replaced
 */
record Timeouts(
    Duration call, Duration s3Call, Duration idle, Duration body, Duration connectionAge) {
  /**
   * Limits of the service. A long poll takes 20 s, and S3 copies up to 5 GiB before it answers.
   * Connections are replaced so that changes of AWS's addresses are followed.
   */
  static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofMinutes(2),
          Duration.ofMinutes(30),
          Duration.ofSeconds(60),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5));
}
