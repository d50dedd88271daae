package dev.waybill.estimate;

import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * Needs of a deployment.
 *
 * @param question the deployment
 * @param prices prices of its region
 * @param arrival calls of each part until all objects have arrived
 * @param month calls of each part in a month in which all are kept and none arrives
 * @param stored bytes that Waybill stores
 * @param cycles cycles of re-verification in a month
 * @param limits what each part needs of limited resources
 */
public record CapacityEstimate(
    CapacityQuestion question,
    FixityPrices prices,
    Map<EstimatePart, CallTally> arrival,
    Map<EstimatePart, CallTally> month,
    StoredBytes stored,
    double cycles,
    List<CapacityLimit> limits) {
  private static final double SEALING_SECONDS = 1.83e-3;
  private static final double REREADING_SECONDS = 0.97e-3;
  private static final double HASHED_PER_SECOND = 1_434e6;

  /** Cycles of a year, whose results are all kept. */
  private static final double YEAR = 12;

  /** Returns the needs of a deployment with these settings. */
  public static CapacityEstimate of(
      CapacityQuestion question, Settings settings, FixityPrices prices) {
    CapacityModel model = new CapacityModel(question, settings);
    return new CapacityEstimate(
        question,
        prices,
        model.arrival(),
        model.month(),
        StoredBytes.of((double) question.objects(), model.rounds()),
        settings.fixity().enabled() ? model.cycles() : 0,
        CapacityLimits.of(question, settings));
  }

  /** Returns the sum of all parts. */
  public static CallTally sum(Map<EstimatePart, CallTally> calls) {
    return calls.values().stream().reduce(CallTally.NONE, CallTally::plus);
  }

  /** Returns true when every limit holds. */
  public boolean holds() {
    return limits.stream().allMatch(CapacityLimit::holds);
  }

  /** Returns the processor seconds until all objects are sealed. */
  public double arrivalSeconds() {
    return question.objects() * SEALING_SECONDS + question.bytes() / HASHED_PER_SECOND;
  }

  /** Returns the processor seconds of a month of re-verification. */
  public double monthSeconds() {
    double cycle = question.objects() * REREADING_SECONDS + question.bytes() / HASHED_PER_SECOND;
    return cycle * cycles;
  }

  /** Returns the price of calls in dollars. */
  public double dollars(CallTally calls) {
    return calls.dollars(prices);
  }

  /** Returns the price in dollars if CloudTrail records each call of S3 as a data event. */
  public double dollarsOfEvents(CallTally calls) {
    return prices.ofEvents(calls.s3());
  }

  /** Returns the price of the processor time in dollars. */
  public double dollarsOfSeconds(double seconds) {
    return ListPrices.ofCoreSeconds(seconds);
  }

  /** Returns the bytes that Waybill stores when all objects were kept for a year. */
  public double storedAfterYear() {
    return stored.after(cycles * YEAR);
  }

  /** Returns the price in dollars of a month of what is stored after a year. */
  public double dollarsOfStorage() {
    return ListPrices.ofStoredMonth(storedAfterYear());
  }

  /** Returns the price in dollars until all objects are sealed, with everything. */
  public double arrivalDollars() {
    CallTally calls = sum(arrival);
    return dollars(calls) + dollarsOfEvents(calls) + dollarsOfSeconds(arrivalSeconds());
  }

  /** Returns the price in dollars of a month after the first year, with everything. */
  public double monthDollars() {
    CallTally calls = sum(month);
    return dollars(calls)
        + dollarsOfEvents(calls)
        + dollarsOfSeconds(monthSeconds())
        + dollarsOfStorage();
  }
}
