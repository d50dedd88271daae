package dev.waybill.estimate;

import dev.waybill.fixity.plan.FixityPrices;

/**
 * Numbers of calls, by their price.
 *
 * @param reads GET and HEAD of S3
 * @param writes PUT, COPY and LIST of S3
 * @param deletes DELETE of S3, which is free
 * @param messages calls of SQS
 */
public record CallTally(double reads, double writes, double deletes, double messages) {
  static final CallTally NONE = new CallTally(0, 0, 0, 0);

  static CallTally ofReads(double reads) {
    return new CallTally(reads, 0, 0, 0);
  }

  static CallTally ofWrites(double writes) {
    return new CallTally(0, writes, 0, 0);
  }

  CallTally plus(CallTally other) {
    return new CallTally(
        reads + other.reads,
        writes + other.writes,
        deletes + other.deletes,
        messages + other.messages);
  }

  CallTally times(double factor) {
    return new CallTally(reads * factor, writes * factor, deletes * factor, messages * factor);
  }

  /** Returns the number of calls of S3, each of which is at most one data event of CloudTrail. */
  public double s3() {
    return reads + writes + deletes;
  }

  /** Returns the price of the calls in dollars, without CloudTrail's data events. */
  public double dollars(FixityPrices prices) {
    return prices.ofRequests(reads, writes) + ListPrices.ofMessages(messages);
  }
}
