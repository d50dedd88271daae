package dev.waybill.aws;

import dev.waybill.settings.Settings;

/**
 * How many connections the clients may hold. Those of SQS are apart, so that a message in work is
 * extended in time, however many objects are being read and copied.
 *
 * @param s3 to S3 and KMS
 * @param sqs to SQS
 */
public record Connections(int s3, int sqs) {
  /** For health checks, gauges and whatever else asks now and then. */
  private static final int MARGIN = 16;

  /** More than any sensible number of pollers; a connection that is not needed is not made. */
  private static final int POLLERS = 64;

  /** For a program that is no pipeline. */
  static final Connections FEW = new Connections(128, 128);

  /** One for each worker, which reads one object and acknowledges one message at a time. */
  public static Connections of(Settings settings) {
    int workers = settings.queue().workers();
    return new Connections(
        workers + settings.promotion().parallelParts() + MARGIN, workers + POLLERS + MARGIN);
  }
}
