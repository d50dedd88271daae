package dev.waybill.aws;

import dev.waybill.settings.Settings;

/**
 * Limits on the connections of the clients. SQS has its own limit, so that the visibility of a
 * message is extended in time, however many objects are being read and copied.
 *
 * @param s3 limit for S3, KMS and the other services
 * @param sqs limit for SQS
 */
public record Connections(int s3, int sqs) {
  /** Connections for health checks, gauges and other occasional calls. */
  private static final int MARGIN = 16;

  /**
   * Connections for pollers. More than any sensible number; unused connections are never opened.
   */
  private static final int MAX_POLLERS = 64;

  /** Limits for programs other than the pipeline. */
  static final Connections DEFAULT = new Connections(128, 128);

  /**
   * Returns limits with one connection per worker, because a worker reads one object and
   * acknowledges one message at a time.
   */
  public static Connections of(Settings settings) {
    int workers = settings.queue().workers();
    return new Connections(
        workers + settings.promotion().parallelParts() + settings.backfill().workers() + MARGIN,
        workers + MAX_POLLERS + MARGIN);
  }
}
