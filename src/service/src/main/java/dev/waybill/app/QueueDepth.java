package dev.waybill.app;

import dev.waybill.aws.Queue;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Depth of a queue, looked up at most every ten seconds however often the gauge is read. */
final class QueueDepth {
  private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SqsClient sqs;
  private final String url;
  private long readAt;
  private OptionalLong last = OptionalLong.empty();

  QueueDepth(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
    this.readAt = System.nanoTime() - MAX_AGE_NANOS;
  }

  synchronized OptionalLong last() {
    if (System.nanoTime() - readAt >= MAX_AGE_NANOS) {
      readAt = System.nanoTime();
      last = read();
    }
    return last;
  }

  private OptionalLong read() {
    try {
      return Queue.depth(sqs, url);
    } catch (RuntimeException unknown) {
      // The gauge shows NaN; readiness reports the failure.
      return OptionalLong.empty();
    }
  }
}
