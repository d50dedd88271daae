package dev.waybill.app;

import dev.waybill.aws.Queue;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue's depth, asked for at most every few seconds, whoever looks at the gauge. */
final class QueueDepth {
  private static final long GOOD_FOR_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final SqsClient sqs;
  private final String url;
  private long askedAt;
  private OptionalLong last = OptionalLong.empty();

  QueueDepth(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
    this.askedAt = System.nanoTime() - GOOD_FOR_NANOS;
  }

  synchronized OptionalLong last() {
    if (System.nanoTime() - askedAt >= GOOD_FOR_NANOS) {
      askedAt = System.nanoTime();
      last = ask();
    }
    return last;
  }

  private OptionalLong ask() {
    try {
      return Queue.depth(sqs, url);
    } catch (RuntimeException unknown) {
      // A gauge that cannot be read is NaN; readiness tells that the queue is not reached.
      return OptionalLong.empty();
    }
  }
}
