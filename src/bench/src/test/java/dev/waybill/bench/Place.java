package dev.waybill.bench;

/**
 * Buckets and queues that one consumer has to itself.
 *
 * @param raw the bucket that objects land in
 * @param records the bucket of records, with Object Lock
 * @param queue the queue's name; its dead-letter queue is {@code <queue>-dead}
 * @param kmsKey ARN of the key that the buckets encrypt under
 */
record Place(String raw, String records, String queue, String queueUrl, String kmsKey) {
  /** The bucket that Waybill keeps incidents in. */
  String results() {
    return "results-" + queue;
  }
}
