package dev.waybill.bench;

/**
 * Buckets and queues of one consumer.
 *
 * @param raw bucket in which objects land
 * @param records bucket of records, with Object Lock
 * @param queue name of the queue; its dead-letter queue is {@code <queue>-dead}
 * @param kmsKey ARN of the key that encrypts the buckets
 */
record ConsumerResources(String raw, String records, String queue, String queueUrl, String kmsKey) {
  /** Returns the name of the queue of Waybill's re-verification. */
  String fixityQueue() {
    return queue + "-fixity";
  }

  /** Returns the name of the queue of Waybill's backfills. */
  String backfillQueue() {
    return queue + "-backfill";
  }

  /** Returns the same buckets with the queue of other resources, which nothing is sent to. */
  ConsumerResources withQueueOf(ConsumerResources other) {
    return new ConsumerResources(raw, records, other.queue, other.queueUrl, kmsKey);
  }

  /** Returns the bucket in which Waybill stores incidents. */
  String results() {
    return "results-" + queue;
  }
}
