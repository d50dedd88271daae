package dev.waybill.estimate;

import dev.waybill.log.check.ListingSettings;
import dev.waybill.settings.Settings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Calls and bytes of a deployment: once for all objects that arrive, and in each month after. */
final class CapacityModel {
  /** Seconds of a month of 30 days. */
  static final double MONTH = Duration.ofDays(30).toSeconds();

  /** Part of its period that a cycle of re-verification is planned to take. */
  private static final double CYCLE_SHARE = 0.85;

  /** Interval at which the checkpoint of an idle log is signed again. */
  private static final double IDLE_SECONDS = Duration.ofMinutes(10).toSeconds();

  private final CapacityQuestion question;
  private final Settings settings;

  CapacityModel(CapacityQuestion question, Settings settings) {
    this.question = question;
    this.settings = settings;
  }

  /** Returns the calls until all objects have arrived. */
  Map<EstimatePart, CallTally> arrival() {
    Map<EstimatePart, CallTally> calls = new EnumMap<>(EstimatePart.class);
    calls.put(EstimatePart.SEALING, PartCalls.sealing((double) question.objects()));
    calls.put(EstimatePart.LOG, PartCalls.rounds(rounds(), rounds(), (double) question.objects()));
    return calls;
  }

  /**
   * Returns the rounds until all objects have arrived. Entries arrive at random, so that a run has
   * none with the probability of e to the power of minus the expected number.
   */
  double rounds() {
    double every = settings.recordLog().sequenceEvery().toMillis() / 1e3;
    double runs = question.arrivalSeconds() / every;
    double busy = runs * -Math.expm1(-question.perSecond() * every);
    return Math.max(busy, question.objects() / PartCalls.ROUND);
  }

  /** Returns the calls of a month in which all objects are kept and none arrives. */
  Map<EstimatePart, CallTally> month() {
    double objects = question.objects();
    var log = settings.recordLog();
    Map<EstimatePart, CallTally> calls = new EnumMap<>(EstimatePart.class);
    calls.put(
        EstimatePart.SEQUENCER,
        PartCalls.idleRuns(times(log.sequenceEvery()) + MONTH / IDLE_SECONDS));
    calls.put(
        EstimatePart.WATCH,
        PartCalls.wholeCheck(objects)
            .times(times(log.wholeCheckWithin()))
            .plus(PartCalls.watchCycle().times(times(log.checkEvery()))));
    calls.put(
        EstimatePart.LISTING,
        PartCalls.comparison(objects, ListingSettings.DEFAULT_KEYS_PER_PASS)
            .times(times(log.listingEvery())));
    if (settings.fixity().enabled()) {
      calls.put(EstimatePart.REREADING, PartCalls.cycle(objects, question.bytes()).times(cycles()));
      calls.put(
          EstimatePart.GLANCE, PartCalls.glance(objects).times(times(settings.fixity().glance())));
    }
    calls.put(
        EstimatePart.RECONCILIATION,
        PartCalls.reconciliation(objects).times(times(settings.reconcile().every())));
    return calls;
  }

  /** Returns the cycles of re-verification in a month. */
  double cycles() {
    return times(settings.fixity().every()) / CYCLE_SHARE;
  }

  /** Returns how often something happens in a month; never with an interval of zero. */
  private static double times(Duration every) {
    return every.isZero() ? 0 : MONTH / (every.toMillis() / 1e3);
  }
}
