package dev.waybill.fixity.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Price of one cycle before it starts, and the time that it takes at the budget.
 *
 * @param work everything that the log holds; sizes that are not known are estimated
 * @param knownVersions number of versions whose size is known or was read for the estimate
 * @param policy the policy
 * @param prices prices of the region
 */
public record PlanPrice(
    TileWork work, long knownVersions, FixityPolicy policy, FixityPrices prices) {
  private static final double HOUR = 3600;
  private static final double GIB = 1L << 30;

  /** Price of a gigabyte that goes through a NAT gateway. */
  private static final double DOLLARS_OF_NAT = 0.045;

  private static final double DAY = TokenBucket.SECONDS_OF_DAY;
  private static final double CENT = 0.01;
  private static final String BYTES = "waybill.fixity.budget.bytes-per-second";
  private static final String REQUESTS = "waybill.fixity.budget.requests-per-second";
  private static final String DOLLARS = "waybill.fixity.budget.dollars-per-day";

  /** Part of the period in which the work should be done. */
  private static final double USABLE = TilePhase.MAX_SHARE;

  /** Returns the number of requests. */
  public double requests() {
    return work.requests();
  }

  /** Returns the number of versions. */
  public long versions() {
    return work.versions();
  }

  /** Returns the number of bytes. */
  public long bytes() {
    return work.bytes();
  }

  /** Returns true when some sizes were estimated. */
  public boolean isEstimate() {
    return knownVersions < work.versions();
  }

  /** Returns the price of requests and data events, in dollars. */
  public double dollars() {
    return work.dollars(prices);
  }

  /** Returns the part of the price that CloudTrail's data events are. */
  public double dollarsOfEvents() {
    return prices.ofEvents(work.requests() + work.writes());
  }

  /** Returns the price of the traffic without a gateway endpoint of S3, in dollars. */
  public double dollarsOfNat() {
    return work.bytes() / GIB * DOLLARS_OF_NAT;
  }

  /** Returns the hours that the work takes at the budget. */
  public double hours() {
    return work.seconds(policy.budget(), prices) / HOUR;
  }

  /** Returns the smallest rate with which the bytes are read in time. */
  public long neededBytesPerSecond() {
    return (long) Math.ceil(work.bytes() / usableSeconds());
  }

  /** Returns the smallest rate with which the requests are made in time. */
  public double neededRequestsPerSecond() {
    return work.requests() / usableSeconds();
  }

  /** Returns the smallest daily sum with which the requests are paid in time. */
  public double neededDollarsPerDay() {
    return dollars() / usableSeconds() * DAY;
  }

  /** Returns true when the budget suffices for the promise. */
  public boolean isSufficient() {
    return work.seconds(policy.budget(), prices) <= usableSeconds();
  }

  /** Returns the days that a cycle takes at the budget, at least those that are planned for it. */
  public double days() {
    double planned = policy.share(TilePhase.CYCLE_SHARE).toSeconds();
    return Math.max(planned, hours() * HOUR) / DAY;
  }

  /** Returns what to change, a line for each limit that does not suffice; empty when all do. */
  public List<String> advice() {
    List<String> advice = new ArrayList<>();
    FixityBudget budget = policy.budget();
    String rest = String.format(Locale.ROOT, " for %.1f days", policy.every().toSeconds() / DAY);
    if (neededBytesPerSecond() > budget.bytesPerSecond()) {
      advice.add("raise " + BYTES + " to at least " + neededBytesPerSecond() + rest);
    }
    if (neededRequestsPerSecond() > budget.requestsPerSecond()) {
      long needed = (long) Math.ceil(neededRequestsPerSecond());
      advice.add("raise " + REQUESTS + " to at least " + needed + rest);
    }
    if (neededDollarsPerDay() > budget.dollarsPerDay()) {
      String needed = String.format(Locale.ROOT, "%.2f", neededDollarsPerDay() + CENT);
      advice.add("raise " + DOLLARS + " to at least " + needed + rest);
    }
    return advice;
  }

  private double usableSeconds() {
    return policy.every().toSeconds() * USABLE;
  }
}
